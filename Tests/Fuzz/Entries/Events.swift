import Events
import Exports
import JSON
import SQLite
import Storage

/// Stores an input as a message, or several messages with a record separator between them, and reads them back.
///
/// What comes back are the bytes of a message that went in; the transaction is not kept.
final class StoredEvents {
  private static let separator: UInt8 = 0x1e

  private var batch = EventBatch()
  private var capture = EventCapture()
  private let fuzzed: FuzzArchive
  private let appender: RecordAppender
  private let reader: MessageReader
  private let tasks: Statement

  init() throws {
    fuzzed = try FuzzArchive()
    appender = try RecordAppender(fuzzed.archive)
    reader = try MessageReader(fuzzed.archive)
    tasks = try fuzzed.archive.connection.prepare("SELECT id FROM tasks")
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
    try expectStored(messages)
  }

  private func expectStored(_ messages: Set<[UInt8]>) throws {
    let transaction = try appender.begin()
    var source = RecordSource()
    try appender.append(batch, from: &source) { _, _ in }
    reader.forget()
    defer { tasks.reset() }
    var rows = 0
    while try tasks.step() {
      rows += 1
      let isOneOf = try reader.withMessage(ofTask: tasks.integer(at: 0)) {
        messages.contains(Array($0))
      }
      try expect(isOneOf, "the archive gives back another message")
    }
    try expect(rows == source.contents.counts.stored, "there is not a row for each stored stop")
    withExtendedLifetime(transaction) {}
  }
}
