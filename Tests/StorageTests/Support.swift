import Events
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

/// A record as an export gives it.
struct Record: Hashable {
  var message: String
  var loggedAt: Int64?
  var stream: String?
}

/// Reads and writes records as an ingest does.
final class RecordWriter {
  private let writer: EventWriter
  private var batch = EventBatch()
  private var capture = EventCapture()
  private(set) var counts = IngestCounts()

  init(_ archive: borrowing Archive) throws {
    writer = try EventWriter(archive)
  }

  /// Writes records in a transaction of their own; without `keeping` it is rolled back.
  func write(_ records: [Record], keeping: Bool = true) throws {
    let before = counts
    let transaction = try writer.begin()
    for record in records { try write(record) }
    guard keeping else {
      counts = before
      return
    }
    try transaction.commit()
  }

  private func write(_ record: Record) throws {
    batch.removeAll()
    var message = record.message
    message.withUTF8 { bytes in
      capture.append(
        UnsafeRawBufferPointer(bytes), loggedAt: record.loggedAt, line: 1, byteOffset: 0, flaw: nil,
        to: &batch)
    }
    counts.read += 1
    guard case .stop = batch.events[0].outcome else {
      counts.skipped += 1
      return
    }
    var stream: Int64?
    if var name = record.stream {
      stream = try name.withUTF8 {
        try writer.intern(UnsafeRawBufferPointer($0), in: .logStreams)
      }
    }
    try writer.write(batch.events[0], of: batch, logStream: stream, counts: &counts)
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

/// Where two texts begin to differ in their bytes; nil if they are the same.
func difference(_ found: String, _ expected: String) -> String? {
  if found.utf8.elementsEqual(expected.utf8) { return nil }
  let same = zip(found.utf8, expected.utf8).prefix { $0 == $1 }.count
  func excerpt(_ text: String) -> String {
    String(decoding: text.utf8.dropFirst(max(0, same - 40)).prefix(120), as: UTF8.self)
  }
  return "found …\(excerpt(found))… expected …\(excerpt(expected))…"
}

/// The seed of a property test: `SEED` of the environment, else always the same.
func seed(_ number: UInt64) -> UInt64 {
  (UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? 20_261_122) &+ number
}

let isNightly = ProcessInfo.processInfo.environment["NIGHTLY"] != nil
