import Queries
import SQLite

/// A report's query with the tables that it reads, its values and its dimension in it.
struct ReportSQL {
  /// SQL that runs as it is.
  private(set) var text: String
  /// Where the report's own text begins in it, in bytes.
  private let queryStart: Int
  /// The line of the file that stands there.
  private let queryLine: Int
  private let report: Report

  /// - Parameter subject: the row of the task that the report is about.
  init(
    _ report: Report, _ request: ReportRequest, _ tables: CommonTables, subject: Int64?
  ) throws(ReportError) {
    self.report = report
    let query = ReportTemplate(report.query).filled { name in
      name == ReportTemplate.subject
        ? subject.map { "\($0)" } ?? "NULL" : SQLText.value(request.value(of: name, in: report))
    }
    let names = TableMentions.names(in: SQLText(query))
    guard !names.isEmpty else {
      text = query
      queryStart = 0
      queryLine = report.queryLine
      return
    }
    if let dimension = tables.dimension, dimension.isOfSingleStops,
      names.contains(where: \.isOfTotals)
    {
      throw .dimensionNeedsStops(report: report.name, dimension)
    }
    var tables = tables
    tables.keys = TotalsKeys(of: query, dimension: tables.dimension)
    let definitions = names.map(tables.definition).joined(separator: ",\n")
    let own = OwnTables(query)
    let head =
      (own.isRecursive ? "WITH RECURSIVE\n" : "WITH\n") + definitions + (own.hasTables ? "," : "")
      + "\n"
    text = head + own.text
    queryStart = head.utf8.count
    queryLine = report.queryLine + own.linesLeftOut
  }

  /// The columns that the query gives, `by` among them where there is one.
  func columns(_ sandbox: SQLSandbox) throws -> [String] {
    do {
      let statement = try sandbox.prepare(text)
      if statement.isReadOnly, statement.columnCount > 0 {
        return (0..<statement.columnCount).map { statement.columnName(at: $0) }
      }
    } catch .invalid(let error) {
      throw report.path == nil ? error : mistake(error.message, at: error.offset)
    } catch .refused(let sentence) {
      throw mistake(sentence, at: nil)
    } catch .parameters {
      // Said below.
    } catch {
      throw error
    }
    throw mistake("the query has to be a SELECT, without parameters but {{name}}", at: nil)
  }

  /// Gives `by` the name of the dimension, or leaves it out.
  mutating func takeDimension(_ dimension: ReportDimension?, columns: [String]) {
    guard columns.contains("by") else { return }
    let items = columns.compactMap { name -> String? in
      if name != "by" { return SQLText.name(name) }
      return dimension.map { "\"by\" AS \(SQLText.name($0.columnName))" }
    }
    text = "SELECT \(items.joined(separator: ", "))\nFROM (\n\(text.trimmed)\n)"
  }

  private func mistake(_ message: String, at offset: Int?) -> ReportError {
    // As many lines as in the file, so that the mark stands beside the line's number there.
    let head = String(repeating: "\n", count: queryLine - 1)
    let own = String(decoding: Array(text.utf8)[queryStart...], as: UTF8.self)
    let place = offset.flatMap { $0 >= queryStart ? $0 - queryStart : nil }
    return .invalidQuery(
      path: report.path ?? report.name, sql: head + own,
      offset: place.map { $0 + head.utf8.count }, message: message)
  }
}

/// The WITH of a query, opened so that other tables can stand in front of its own.
private struct OwnTables {
  private(set) var hasTables = false
  private(set) var isRecursive = false
  private(set) var linesLeftOut = 0
  /// The query without its WITH; the words become blanks, so that places in it stay.
  private(set) var text: String

  init(_ query: String) {
    let sql = SQLText(query)
    var words: [Range<Int>] = []
    var count = 0
    var isWith = false
    var recursive = false
    sql.forEachToken { token, range in
      if count == 0, token == .word("with") {
        isWith = true
        words.append(range)
      } else if count == 1, isWith, token == .word("recursive") {
        recursive = true
        words.append(range)
      }
      count += 1
    }
    hasTables = isWith
    isRecursive = recursive
    var bytes = sql.bytes
    for range in words { for index in range { bytes[index] = 0x20 } }
    // A line that held nothing else goes; the query then begins a line later in its file.
    if let end = words.last?.upperBound, let lineEnd = bytes[end...].firstIndex(of: 0x0a),
      bytes[..<lineEnd].allSatisfy({ $0 == 0x20 })
    {
      bytes.removeSubrange(...lineEnd)
      linesLeftOut = 1
    }
    text = String(decoding: bytes, as: UTF8.self)
  }
}
