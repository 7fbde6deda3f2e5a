import Events
import Foundation
import Queries
import Reports
import SQLite
import Storage

/// A small archive in a folder of its own, which goes with the value.
final class TestArchive {
  private let folder: URL
  let connection: Connection
  private let archive: Archive

  /// Makes an archive of events, each the text of one.
  ///
  /// - Parameter passesOverOthers: whether records may be anything but stops.
  init(events: [String] = [], passesOverOthers: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "documentation-tests-\(UUID().uuidString)")
    archive = try Archive(path: folder.appending(path: "archive.sqlite").path, .write)
    connection = archive.connection
    let appender = try RecordAppender(archive)
    let transaction = try appender.begin()
    let counts = try appender.append(events.map { LogRecord(message: $0) })
    guard passesOverOthers || counts.skipped + counts.rejected == 0 else {
      throw NotAStop(counts: counts)
    }
    try transaction.commit()
  }

  /// What runs queries of Logs Insights on the archive.
  func queryRunner(tables: String) throws -> QueryRunner {
    try QueryRunner(archive, tables: tables)
  }

  /// Runs a report on the archive.
  func run(_ report: Report, _ request: ReportRequest) throws -> ReportResult {
    try ReportRunner(archive).run(report, request)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The rows of a query, each as its columns' names and values.
  func rows(_ sql: String) throws -> [Row] {
    let statement = try connection.prepare(sql)
    let names = (0..<statement.columnCount).map { statement.columnName(at: $0) }
    var rows: [Row] = []
    while try statement.step() {
      rows.append(
        Row(names: names, values: (0..<statement.columnCount).map { statement.value(at: $0) }))
    }
    return rows
  }

  struct Row {
    let names: [String]
    let values: [Value]

    /// The value of a column; nil if there is no such column.
    subscript(_ name: String) -> Value? {
      names.firstIndex(of: name).map { values[$0] }
    }

    /// One `name = value` for each column, in order.
    var lines: [String] {
      zip(names, values).map { name, value in
        switch value {
        case .null: "\(name) = NULL"
        case .integer(let number): "\(name) = \(number)"
        case .real(let number): "\(name) = \(number)"
        case .text(let text): "\(name) = '\(text)'"
        case .blob(let bytes): "\(name) = blob of \(bytes.count)"
        }
      }
    }
  }
}

/// An event of a test was meant to be a stop.
struct NotAStop: Error {
  let counts: IngestCounts
}
