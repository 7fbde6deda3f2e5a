import FixtureArchive
import Queries
import Storage
import TestSupport
import Testing

/// Whatever path of an event is asked for, the answer is what the event's own JSON says there.
@Suite struct PathPropertyTests {
  @Test(arguments: [40, 200])
  func valuesAreThoseOfTheMessage(events count: Int) throws {
    let seed = TestRun.seed()
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(Self.stops(count, seed: seed), to: archive, skippingOthers: true)
    let runner = try QueryRunner(archive)
    let messages = try Rows("fields @message", runner).lines.map { row in
      try #require(FlatJSON(String(row), isEvent: false)?["@message"])
    }
    #expect(messages.count >= count / 2)

    var random = SeededGenerator(seed: seed)
    var paths = Set(messages.compactMap { FlatJSON($0) }.flatMap(\.paths))
      .filter(Self.canBeWritten).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    paths.shuffle(using: &random)
    for start in stride(from: 0, to: min(paths.count, 250), by: 25) {
      let some = Array(paths[start..<min(start + 25, paths.count)])
      try Self.compare(some, runner, "seed \(seed), \(count) events")
    }
  }

  /// Whether the language has a way to write a path: there is none for backticks, NUL and empty keys.
  private static func canBeWritten(_ path: String) -> Bool {
    !path.contains { $0 == "`" || $0 == "\0" } && !path.hasSuffix(".") && !path.contains("..")
  }

  private static func compare(_ paths: [String], _ runner: QueryRunner, _ context: String) throws {
    let names = paths.map { "`\($0)`" }.joined(separator: ", ")
    var wrong = 0
    for line in try Rows("fields @message, \(names)", runner).lines {
      let row = try #require(FlatJSON(String(line), isEvent: false))
      let message = try #require(row["@message"])
      let event = try #require(FlatJSON(message))
      for path in paths where wrong < 3 && !isSame(row[path], event[path]) {
        wrong += 1
        Issue.record(
          """
          \(context): \(path) is \(row[path] ?? "missing") and should be \
          \(event[path] ?? "missing") in \(message)
          """)
      }
    }
  }

  private static func isSame(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.utf8.elementsEqual(right.utf8)
  }

  static func stops(_ count: Int, seed: UInt64) -> [LogRecord] {
    var generator = EventGenerator(seed: seed)
    var mutator = EventMutator(seed: seed)
    var texts = (0..<count / 2).map { _ in generator.event().text() }
    texts += (0..<count / 4).map { _ in mutator.mutated(generator.event(), changes: 3).text() }
    texts += OddEvent.all.shuffled(using: &generator.random).prefix(count / 4).map(\.message)
    // Each is a task of its own.
    return texts.map {
      LogRecord(message: $0.replacing(PlainEvent.taskID, with: generator.random.hex(32)))
    }
  }
}
