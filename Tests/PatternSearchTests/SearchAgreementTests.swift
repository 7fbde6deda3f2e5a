import EventPatterns
import Foundation
import PatternSearch
import Queries
import SQLite
import Storage
import TestSupport
import Testing

/// The search over the archive gives what the pattern says of each message, on random patterns and events.
@Suite("Patterns searched for and patterns evaluated")
struct SearchAgreementTests {
  @Test(arguments: 0..<(TestRun.isNightly ? 60 : 4))
  func searchAndEvaluatorAgree(_ number: Int) throws {
    let seed = TestRun.seed(UInt64(number))
    let archive = try SearchArchive(seed: seed, count: 120)
    var maker = PatternMaker(seed: seed, events: archive.events)
    var matches = 0
    for _ in 0..<(TestRun.isNightly ? 400 : 50) {
      let text = maker.pattern().text()
      guard let pattern = try? EventPattern(Array(text.utf8)) else { continue }
      for (message, isFound) in try archive.search(pattern) {
        let isMatch = try pattern.matches(Array(message.utf8))
        #expect(isFound == isMatch, "seed \(seed)\npattern \(text)\nevent \(message)")
        if isMatch { matches += 1 }
      }
    }
    // A test in which hardly anything matches would show little.
    #expect(matches > 200)
  }

  @Test func oddEventsAreFoundAsTheyCame() throws {
    let archive = try SearchArchive(messages: OddEvent.all.map(\.message))
    for text in [
      #"{"detail":{"lastStatus":["STOPPED"]}}"#,
      #"{"detail.lastStatus":["STOPPED"],"source":["aws.ecs"]}"#,
      #"{"detail":{"containers":{"exitCode":[{"anything-but":0}]}}}"#,
      #"{"detail":{"containers":{"containerArn":[{"exists":true}],"exitCode":[{"exists":false}]}}}"#,
      #"{"detail":{"attachments":{"details":{"name":["subnetId"],"value":[{"prefix":"subnet"}]}}}}"#,
      #"{"detail":{"stoppedReason":[{"anything-but":{"prefix":"Scaling activity initiated by"}},{"exists":false}]}}"#,
      #"{"resources":[{"suffix":"1"}]}"#,
      #"{"detail":{"containers":{"networkInterfaces":{"privateIpv4Address":[{"exists":true}]}}}}"#,
      #"{"detail":{"overrides":{"containerOverrides":{"name":[{"wildcard":"*"}]}}}}"#,
      #"{"time":[{"prefix":"20"}],"detail":{"cpu":["256"]}}"#,
    ] {
      let pattern = try EventPattern(Array(text.utf8))
      for (message, isFound) in try archive.search(pattern) {
        #expect(try isFound == pattern.matches(Array(message.utf8)), "\(text)\n\(message)")
      }
    }
  }

  @Test(arguments: [
    #"{"account":[{"exists":false}]}"#, #"{"account":["000012345678"]}"#,
    #"{"region":[{"exists":false},"eu-north-1"]}"#, #"{"region":[{"prefix":"eu"}]}"#,
  ])
  func eventsWithoutAccountOrRegion(_ text: String) throws {
    let events = [[], ["account"], ["account", "region"]].enumerated().map { number, missing in
      var event = PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskID, with: String(repeating: "\(number)", count: 32))
      for name in missing { event[name] = nil }
      return event.text()
    }
    let pattern = try EventPattern(Array(text.utf8))
    for (message, isFound) in try SearchArchive(messages: events).search(pattern) {
      #expect(try isFound == pattern.matches(Array(message.utf8)), "\(text)\n\(message)")
    }
  }

  @Test func keysWithoutNameAndWithDotsAreStepsOfPaths() throws {
    let events = ["", ".", "detail.group", "a."].map { key in
      var event = PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskID, with: "\(key.utf8.count)")
      event[key] = .members(("", .text("x")), ("group", .text("service:y")))
      return event.text()
    }
    let archive = try SearchArchive(messages: events)
    for path in [
      "", ".", "..", ".group", "..group", "detail.group", "detail.group.", "a..", "a..group",
    ] {
      let text = "{\"\(path)\":[{\"prefix\":\"\"}]}"
      let pattern = try EventPattern(Array(text.utf8))
      let rows = try archive.search(pattern)
      #expect(rows.count == events.count)
      for (message, isFound) in rows {
        #expect(try isFound == pattern.matches(Array(message.utf8)), "\(text)\n\(message)")
      }
    }
  }

  @Test func fewMessagesAreRead() throws {
    let archive = try SearchArchive(seed: 7, count: 1_000, mutates: false)
    let text = """
      {"source":["aws.ecs"],"detail-type":["ECS Task State Change"],"detail":{"lastStatus":["STOPPED"],
       "stoppedReason":[{"anything-but":{"prefix":"Scaling activity initiated by"}}]}}
      """
    let pattern = try EventPattern(Array(text.utf8))
    let rows = try archive.search(pattern)
    #expect(archive.messagesRead < rows.count / 2, "\(archive.messagesRead) of \(rows.count)")
  }
}

/// A temporary archive of random or given events.
private final class SearchArchive {
  private(set) var events: [JSONSource] = []
  private(set) var messagesRead = 0
  private let folder = TemporaryFolder()
  private let archive: Archive

  init(seed: UInt64, count: Int, mutates: Bool = true) throws {
    archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    var generator = EventGenerator(seed: seed)
    var mutator = EventMutator(seed: seed)
    for _ in 0..<count {
      let event = generator.event()
      let isMutated = mutates && mutator.random.isOne(in: 3)
      events.append(
        isMutated ? mutator.mutated(event, changes: 1 + mutator.random.below(3)) : event)
    }
    try write(events.map { $0.text() })
  }

  init(messages: [String]) throws {
    archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(messages)
  }

  private func write(_ messages: [String]) throws {
    let appender = try RecordAppender(archive)
    let transaction = try appender.begin()
    for message in messages {
      _ = try appender.append([
        LogRecord(message: message, loggedAt: 1_800_000_000_000, stream: nil)
      ])
    }
    try transaction.commit()
    try ArchiveFunctions.register(on: archive.connection)
  }

  /// Each message, and whether the search found it.
  func search(_ pattern: EventPattern) throws -> [(message: String, isFound: Bool)] {
    let search = try PatternSearch(pattern, archive.connection)
    try search.register(on: archive.connection)
    let select = try archive.connection.prepare(
      "SELECT message(t.id), \(try search.condition(on: "t")) FROM tasks AS t ORDER BY t.id")
    var rows: [(message: String, isFound: Bool)] = []
    while try select.step() {
      rows.append((select.string(at: 0) ?? "", select.integer(at: 1) == 1))
    }
    messagesRead = search.messagesRead
    return rows
  }
}
