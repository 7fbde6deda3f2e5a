import Events
import Exports
import JSON
import SQLite
import Storage

/// Stores an input as a message, or several messages with a record separator between them, and reads them back.
///
/// What comes back are the bytes of messages that went in, in whatever order they came; no transaction is kept.
final class StoredEvents {
  private static let separator: UInt8 = 0x1e

  private var batch = EventBatch()
  private var capture = EventCapture()
  private let fuzzed: FuzzArchive
  private let appender: RecordAppender
  private let reader: MessageReader
  private let tasks: Statement
  private let superseded: Statement

  init() throws {
    fuzzed = try FuzzArchive()
    appender = try RecordAppender(fuzzed.archive)
    reader = try MessageReader(fuzzed.archive)
    tasks = try fuzzed.archive.connection.prepare("SELECT id FROM tasks")
    superseded = try fuzzed.archive.connection.prepare("SELECT message FROM superseded")
  }

  func check(_ input: UnsafeRawBufferPointer) throws {
    batch.removeAll()
    var messages: Set<[UInt8]> = []
    for (number, message) in input.split(separator: Self.separator).enumerated() {
      messages.insert(Array(message))
      capture.append(
        ExportRecord(
          message: UnsafeRawBufferPointer(rebasing: message),
          metadata: LogMetadata(loggedAt: number == 0 ? nil : 1_790_000_000_000),
          position: SourcePosition(line: number + 1, offset: Int64(number))),
        to: &batch)
    }
    for event in batch.events { try expectRebuilt(event, of: batch) }
    let stored = try storing(messages)
    batch.events.reverse()
    try expect(try storing(messages) == stored, "the order of the events makes a difference")
  }

  /// The messages of the tasks and of superseded events, sorted.
  private func storing(_ messages: Set<[UInt8]>) throws -> [[UInt8]] {
    let transaction = try appender.begin()
    var source = RecordSource()
    try appender.append(batch, from: &source) { _, _ in }
    reader.forget()
    defer {
      tasks.reset()
      superseded.reset()
    }
    var rows: [[UInt8]] = []
    while try tasks.step() {
      rows.append(try reader.withMessage(ofTask: tasks.integer(at: 0)) { Array($0) })
    }
    try expect(rows.isEmpty == (source.contents.counts.stored == 0), "a stored stop has no row")
    while try superseded.step() { rows.append(superseded.withBytes(at: 0) { Array($0) }) }
    try expect(rows.allSatisfy(messages.contains), "the archive gives back another message")
    withExtendedLifetime(transaction) {}
    return rows.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
