import SQLite
import Storage
import TestSupport
import Testing

/// Messages come back out of the archive as they went in.
struct MessageReaderTests {
  /// The odd events share tasks, so each is in an archive of its own transaction, which is then taken back.
  @Test func oddEventsComeBack() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let writer = try RecordWriter(archive)
    let reader = try MessageReader(archive)
    for odd in OddEvent.all {
      let stored = writer.counts.stored
      try writer.write([Record(message: odd.message, loggedAt: 1)])
      #expect(writer.counts.stored == stored + 1, "\(odd)")
      let row = try #require(try archive.connection.integer("SELECT max(id) FROM tasks"))
      #expect(try difference(message(ofTask: row, reader), odd.message) == nil, "\(odd)")
      try archive.connection.execute(
        "DELETE FROM tasks; DELETE FROM containers; DELETE FROM attachments; DELETE FROM nonconforming_values"
      )
    }
  }

  /// Mutated events, through the archive and back, by a reader that has just opened it.
  @Test func mutatedEventsComeBack() throws {
    let seed = TestRun.seed(1)
    let count = TestRun.isNightly ? 30_000 : 700
    let temporary = TemporaryArchive()
    var texts: Set<String> = []
    do {
      let archive = try Archive(path: temporary.path, .write)
      let writer = try RecordWriter(archive)
      let reader = try MessageReader(archive)
      var generator = EventGenerator(seed: seed)
      var mutator = EventMutator(seed: seed &+ 1)
      for _ in 0..<count {
        let event = mutator.mutated(generator.event(), changes: mutator.random.below(6))
        let text = event.text(mutator.random.isOne(in: 4) ? .random : .compact, seed: 1)
        let before = try archive.connection.integer("SELECT max(id) FROM tasks") ?? 0
        try writer.write([Record(message: text, loggedAt: 1)])
        texts.insert(text)
        // Others are not stops, or have the task of an earlier one.
        guard let row = try archive.connection.integer("SELECT max(id) FROM tasks"), row > before
        else { continue }
        try #require(try difference(message(ofTask: row, reader), text) == nil, "seed \(seed)")
      }
    }
    let archive = try Archive(path: temporary.path, .read)
    let reader = try MessageReader(archive)
    // Some have the same task, of which one stays.
    let rows = try archive.connection.rows("SELECT id FROM tasks")
    #expect(rows.count > count / 2)
    for case .integer(let row) in rows.joined() {
      #expect(texts.contains(try message(ofTask: row, reader)), "seed \(seed)")
    }
    #expect(try archive.connection.damages().isEmpty)
  }

  @Test func taskThatIsNotThere() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let reader = try MessageReader(archive)
    #expect(throws: MissingTask.self) { try message(ofTask: 7, reader) }
  }

  /// Fields that are new and different in each event make no shapes of their own and cost about their own bytes.
  @Test func newFieldsStaySmall() throws {
    let count = TestRun.isNightly ? 20_000 : 2_000
    let plain = try archive(of: count, PlainEvent.fargate)
    for kind in ["text", "number", "object", "container", "attachment"] {
      let extended = try archive(of: count, Self.adding(kind, to: PlainEvent.fargate))
      let bytes = extended.messageBytes - plain.messageBytes
      #expect(bytes > count * 20, "\(kind)")
      #expect(extended.shapes == plain.shapes, "\(kind)")
      #expect(
        extended.fileBytes - plain.fileBytes < bytes * 5 / 4 + 64_000,
        "\(kind): \(extended), without \(plain)")
    }
  }

  /// `@N@` stands for the event's number.
  private static func adding(_ kind: String, to event: JSONSource) -> JSONSource {
    var event = event
    guard var detail = event["detail"] else { return event }
    let unique = JSONSource.text("unique @N@ of all @N@")
    let object = JSONSource.members(
      ("key-@N@", unique), ("b", .array([.literal("@N@"), .literal("@N@.5e3")])))
    switch kind {
    case "text": detail["newText"] = unique
    case "number": detail["newNumber"] = .literal("1000000000000000@N@")
    case "object": detail["newObject"] = object
    default:
      guard var elements = detail[kind + "s"], var first = elements[0] else { return event }
      first["newObject"] = object
      elements[0] = first
      detail[kind + "s"] = elements
    }
    event["detail"] = detail
    return event
  }

  private struct Extent {
    var shapes = 0
    var fileBytes = 0
    var messageBytes = 0
  }

  private func archive(of count: Int, _ event: JSONSource) throws -> Extent {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let writer = try RecordWriter(archive)
    var random = SeededGenerator(seed: 9)
    let pieces = event.text().split(separator: PlainEvent.taskID)
    var extent = Extent()
    var records: [Record] = []
    for number in 0..<count {
      let message = pieces.joined(separator: random.hex(32)).replacing("@N@", with: "\(number)")
      extent.messageBytes += message.utf8.count
      records.append(Record(message: message))
    }
    try writer.write(records)
    #expect(writer.counts.stored == count)
    extent.shapes = try archive.statistics().shapes
    #expect(try message(ofTask: Int64(count), MessageReader(archive)) == records.last?.message)
    try archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    extent.fileBytes = temporary.bytes()?.count ?? 0
    return extent
  }
}
