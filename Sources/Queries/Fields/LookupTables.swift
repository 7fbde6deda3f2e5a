package import Files
import Glibc
import InsightsSQLite
import JSON
import LogsInsights
package import SQLite

/// The CSV files of a folder as tables that queries look things up in.
///
/// A file is read when a query names it, into a temporary table of the connection.
@safe
package final class LookupTables {
  /// Larger files are not accepted as lookup tables.
  private static let bytesMax = 256 << 20
  /// As many columns as SQLite takes.
  private static let columnsMax = 2_000

  private let folder: String
  private let connection: Connection
  /// The names of the files, without `.csv`.
  let names: [String]
  private var tables: [String: LookupTable] = [:]

  /// Lists the CSV files of a folder.
  package init(folder: String, _ connection: Connection) throws {
    do {
      names = try Folder.names(in: folder, endingIn: [".csv"]).map { String($0.dropLast(4)) }
        .filter { !$0.isEmpty }
    } catch {
      throw LookupTableError.unreadable(path: folder, error)
    }
    self.folder = folder
    self.connection = connection
  }

  /// The table of a name, with an index on the columns that are looked in.
  func table(named name: String, by keys: [String]) throws -> LookupTable {
    do {
      return try connection.writingTemporaryTables {
        let table = try tables[name] ?? load(name)
        tables[name] = table
        try makeIndex(on: table, by: keys)
        return table
      }
    } catch {
      // SQLite may have rolled back what was loaded before.
      tables = [:]
      throw error
    }
  }

  private func makeIndex(on table: LookupTable, by keys: [String]) throws(SQLiteError) {
    let columns = keys.compactMap(table.column)
    if columns.isEmpty { return }
    let index = "\(table.source)_\(columns.joined(separator: "_"))"
    let plain = table.source.dropFirst("temp.".count)
    try connection.execute(
      "CREATE INDEX IF NOT EXISTS \(index) ON \(plain) (\(columns.joined(separator: ", ")))")
  }

  private func load(_ name: String) throws -> LookupTable {
    let path = "\(folder)/\(name).csv"
    var reader = CSVReader(try Self.bytes(of: path), path: path)
    guard let header = try reader.next() else {
      throw LookupTableError.invalid(path, line: 1, "the line with the columns' names is missing")
    }
    let columns = try Self.columns(header, path)
    let source = "temp.lookup_\(tables.count + 1)"
    let definitions = columns.indices.map { "c\($0 + 1) TEXT NOT NULL" }.joined(separator: ", ")
    // One may be there from an earlier state of the archive, or without all of its rows.
    try connection.execute("DROP TABLE IF EXISTS \(source)")
    try connection.execute("CREATE TABLE \(source) (\(definitions))")
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    let insert = try connection.prepare("INSERT INTO \(source) VALUES (\(marks))")
    while let record = try reader.next() {
      guard record.cells.count == columns.count else {
        throw LookupTableError.invalid(
          path, line: record.line,
          "\(record.cells.count) cells where the first line names \(columns.count) columns")
      }
      for (index, cell) in record.cells.enumerated() {
        try insert.bind(.text(cell), at: Int32(index) + 1)
      }
      _ = try insert.step()
      insert.reset()
    }
    return LookupTable(source: source, columns: columns)
  }

  private static func columns(_ header: CSVReader.Record, _ path: String) throws -> [String] {
    let columns = header.cells
    if columns.count > columnsMax {
      throw LookupTableError.invalid(path, line: 1, "more than \(columnsMax) columns")
    }
    if columns.contains("") {
      throw LookupTableError.invalid(path, line: 1, "a column has no name")
    }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column).inserted {
      throw LookupTableError.invalid(path, line: 1, "two columns are called \(column)")
    }
    return columns
  }

  private static func bytes(of path: String) throws(LookupTableError) -> [UInt8] {
    do {
      return try FileContent.bytes(of: path, bytesMax: bytesMax)
    } catch {
      switch error {
      case .unreadable(let error): throw .unreadable(path: path, error)
      case .tooLarge, .notUTF8:
        throw .invalid(path, line: 1, "the file is too large for a table")
      }
    }
  }
}

/// Why a table cannot be read.
package enum LookupTableError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, SystemError)
  case invalid(path: String, line: Int, fault: String)

  static func invalid(_ path: String, line: Int, _ fault: String) -> LookupTableError {
    .invalid(path: path, line: line, fault: fault)
  }

  package var description: String {
    switch self {
    case .unreadable(let path, let error): "\(path) cannot be read: \(error)"
    case .invalid(let path, let line, let fault): "\(path), line \(line): \(fault)"
    }
  }
}

extension Connection {
  /// Runs a body that writes temporary tables alone, also where SQLite is told to refuse writes.
  fileprivate func writingTemporaryTables<Result>(_ body: () throws -> Result) throws -> Result {
    let refusesWrites = try pragma("query_only")
    if refusesWrites == 0 { return try body() }
    try setPragma("query_only", to: 0)
    let result = Swift.Result { try body() }
    try setPragma("query_only", to: refusesWrites)
    return try result.get()
  }
}
