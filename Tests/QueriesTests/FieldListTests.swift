import FixtureArchive
import LogsInsights
import Queries
import SQLite
import Storage
import TestSupport
import Testing

/// The list of fields is what reading every message gives.
@Suite struct FieldListTests {
  @Test func thatOfTheFixture() throws {
    try Self.compare(FixtureArchive.open(), "fixture")
  }

  @Test func thatOfATime() throws {
    let archive = try FixtureArchive.open()
    let counts = try [(now - 3 * day, now - 2 * day), (now, now)].map { start, end in
      try Self.compare(archive, start: start, end: end, "\(start)…\(end)")
    }
    #expect(counts.contains(0))
    #expect(counts.contains { (1..<27).contains($0) })
  }

  /// A sample has the shares of all events, within what chance does to a few, and the names of all fields.
  @Test func thatOfASample() throws {
    let seed = TestRun.seed()
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(PathPropertyTests.stops(400, seed: seed), to: archive, skippingOthers: true)
    let whole = try FieldList(archive)
    try ArchiveFunctions.register(on: archive.connection)
    let sample = try EventSample(archive.connection, eventsMax: 100, parts: 10)
    #expect(!sample.isWhole)
    let list = try FieldList(archive.connection, sample)
    #expect(list.eventCount == 100)
    let shares = Dictionary(uniqueKeysWithValues: list.entries.map { ($0.name, $0.events) })
    for entry in whole.entries where entry.events > whole.eventCount / 10 {
      let share = Double(shares[entry.name] ?? 0) / 100
      let expected = Double(entry.events) / Double(whole.eventCount)
      #expect(abs(share - expected) < 0.2, "seed \(seed): \(entry.name)")
    }
    let all = try EventSample(archive.connection)
    #expect(all.isWhole)
    #expect(try FieldList(archive.connection, all).entries == whole.entries)
  }

  @Test(arguments: [40, 200])
  func thatOfRandomEvents(count: Int) throws {
    let seed = TestRun.seed()
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(PathPropertyTests.stops(count, seed: seed), to: archive, skippingOthers: true)
    try Self.compare(archive, "seed \(seed), \(count) events")
  }

  private static let day: Int64 = 86_400_000
  private var day: Int64 { Self.day }

  /// Returns how many events there are.
  @discardableResult
  private static func compare(
    _ archive: borrowing Archive, start: Int64? = nil, end: Int64? = nil, _ context: Comment
  ) throws -> Int {
    let list = try FieldList(archive, start: start, end: end)
    let runner = try QueryRunner(archive)
    let options = CompileOptions(start: start, end: end, now: now)
    let events = try Rows("fields @message", runner, options).lines.map { row in
      let message = try #require(FlatJSON(String(row), isEvent: false)?["@message"])
      return try #require(FlatJSON(message))
    }
    #expect(list.eventCount == events.count, context)
    var expected: [[UInt8]: (count: Int, types: Set<String>)] = [:]
    for event in events {
      for path in event.paths {
        guard let type = event.value(of: path)?.type else { continue }
        expected[Array(path.utf8), default: (0, [])].count += 1
        expected[Array(path.utf8)]?.types.insert(type)
      }
    }
    let fields = list.entries.filter { $0.origin == .event }
    try compareExtensions(of: list, runner, options, context)
    #expect(Set(fields.map { Array($0.name.utf8) }) == Set(expected.keys), context)
    for field in fields {
      let own = expected[Array(field.name.utf8)]
      #expect(field.events == own?.count, "\(context): \(field.name)")
      #expect(Set(field.types) == own?.types, "\(context): \(field.name)")
    }
    return events.count
  }

  /// A query must find as many events with a field as the list says.
  private static func compareExtensions(
    of list: FieldList, _ runner: QueryRunner, _ options: CompileOptions, _ context: Comment
  ) throws {
    for field in ExtensionField.all {
      let entry = list.entries.first { $0.name == field.name }
      let query = "filter ispresent(\(field.name)) | stats count(*) as n"
      #expect(
        try Rows(query, runner, options).text == "{\"n\":\(entry?.events ?? 0)}\n",
        "\(context): \(field.name)")
    }
  }

  @Test func anExampleIsTheValueOfAnEvent() throws {
    let archive = try FixtureArchive.open()
    let runner = try QueryRunner(archive)
    for field in try FieldList(archive).entries where field.name != "@message" {
      guard field.types == ["text"], let example = field.example, !example.hasSuffix("…")
      else { continue }
      let query = "filter `\(field.name)` = \"\(Self.escaped(example))\" | stats count(*) as n"
      let rows = try Rows(query, runner)
      #expect(!rows.text.hasPrefix("{\"n\":0}"), "\(field.name): \(rows.text)")
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing("\t", with: "\\t").replacing("\r", with: "\\r")
  }

  @Test func everyPlaceIsAColumn() throws {
    let archive = try FixtureArchive.open()
    for field in try FieldList(archive).entries where field.name != "@message" {
      for place in field.place.split(separator: ", ") {
        let words = place.split { ". ()".contains($0) }.map(String.init)
        try #require(words.count >= 2, "\(field.name): \(place)")
        _ = try archive.connection.prepare("SELECT \(words[1]) FROM \(words[0])")
        if words.count > 2 { _ = try archive.connection.prepare("SELECT id FROM \(words[2])") }
      }
    }
  }
}

extension FlatJSON.Value {
  /// The type of a leaf as `fields` names it; nil for an inner node.
  fileprivate var type: String? {
    switch self {
    case .text: "text"
    case .number: "number"
    case .boolean: "boolean"
    case .node: nil
    }
  }
}
