import Foundation
import SQLite
import Storage
import TestSupport

/// A folder with an archive that is deleted with the value.
final class TemporaryArchive {
  let folder: URL

  init() {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "storage-tests-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appending(path: "archive.sqlite").path(percentEncoded: false) }

  func bytes(_ suffix: String = "") -> Data? { FileManager.default.contents(atPath: path + suffix) }
}

typealias Record = LogRecord

/// Writes records as an ingest does, and sums up what became of them.
final class RecordWriter {
  private let appender: RecordAppender
  private(set) var counts = IngestCounts()

  init(_ archive: borrowing Archive) throws {
    appender = try RecordAppender(archive)
  }

  /// Writes records in a transaction of their own; without `keeping` it is rolled back.
  func write(_ records: [Record], keeping: Bool = true) throws {
    let transaction = try appender.begin()
    let appended = try appender.append(records)
    guard keeping else { return }
    try transaction.commit()
    counts += appended
  }
}

/// Writes records into an archive, in one transaction.
@discardableResult
func write(_ records: [Record], to archive: borrowing Archive) throws -> IngestCounts {
  let writer = try RecordWriter(archive)
  try writer.write(records)
  return writer.counts
}

/// The message of a task's row.
func message(ofTask row: Int64, _ reader: MessageReader) throws -> String {
  try reader.withMessage(ofTask: row) { String(decoding: $0, as: UTF8.self) }
}

/// The messages of all tasks, sorted by bytes.
func messages(of archive: borrowing Archive) throws -> [String] {
  let reader = try MessageReader(archive)
  let rows = try archive.connection.rows("SELECT id FROM tasks")
  return try rows.map { row in
    guard case .integer(let id) = row[0] else { return "" }
    return try message(ofTask: id, reader)
  }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

extension Connection {
  /// All rows of a query.
  func rows(_ sql: String) throws -> [[Value]] {
    let statement = try prepare(sql, persistent: false)
    var rows: [[Value]] = []
    while try statement.step() {
      rows.append((0..<statement.columnCount).map { statement.value(at: $0) })
    }
    return rows
  }

  /// What SQLite finds wrong with the file, and where totals and tasks disagree; empty if all is well.
  func damages() throws -> [[Value]] {
    try rows("PRAGMA integrity_check").filter { $0 != [.text("ok")] }
      + rows("PRAGMA foreign_key_check") + rows(DailyTotalsCheck.differences)
  }
}
