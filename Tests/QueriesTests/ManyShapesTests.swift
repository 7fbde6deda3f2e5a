import Events
import FixtureArchive
import Foundation
import Queries
import SQLite
import Storage
import TestSupport
import Testing

/// Events with names or orders of their own make a bounded number of shapes, and lose nothing by it.
@Suite("Events of more shapes than an archive keeps") struct ManyShapesTests {
  /// More than there may be shapes, with a container each.
  private static let count = ShapeCount.shapesMax + 200

  @Test(arguments: Variety.allCases)
  func shapesAreBounded(_ variety: Variety) throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    let messages = variety.messages(Self.count)
    // In several runs, as by several ingests.
    for start in stride(from: 0, to: messages.count, by: 400) {
      try write(
        messages[start..<min(start + 400, messages.count)].map { LogRecord(message: $0) },
        to: archive)
    }
    // One more than the limit: that of objects that are kept as text.
    let shapes = try archive.connection.integer("SELECT count(*) FROM shapes")
    #expect(try #require(shapes) <= Int64(ShapeCount.shapesMax) + 1)
    let runner = try QueryRunner(archive)
    let rows = try Rows("fields @message | limit 10000", runner)
    let found = rows.lines.compactMap { FlatJSON(String($0), isEvent: false)?["@message"] }
    #expect(Set(found) == Set(messages) && found.count == messages.count)
    for number in [0, ShapeCount.namesMax + 20, Self.count - 1] {
      for filter in variety.filters(number) {
        #expect(
          try Rows("filter \(filter) | stats count(*) as n", runner).text == "{\"n\":1}\n",
          "\(filter)")
      }
    }
  }

  /// A known field has its values, and the value that a column cannot hold, however its event is stored.
  @Test(arguments: Variety.allCases)
  func knownFieldsAreTheSame(_ variety: Variety) throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(variety.messages(Self.count).map { LogRecord(message: $0) }, to: archive)
    let runner = try QueryRunner(archive)
    let list = try FieldList(archive)
    #expect(list.eventCount == Self.count)
    func events(with name: String) -> Int? {
      list.entries.first { $0.name == name && $0.origin == .event }?.events
    }
    #expect(events(with: "detail.stopCode") == Self.count)
    #expect(events(with: "detail.containers.0.exitCode") == Self.count)
    let odd = (Self.count + 6) / 7
    #expect(events(with: "detail.stoppedReason") == Self.count - odd)
    #expect(events(with: "detail.stoppedReason.odd") == odd)
    for (filter, count) in [
      ("ispresent(detail.stoppedReason.odd)", odd),
      ("detail.stoppedReason = \"r\"", Self.count - odd),
      ("detail.containers.0.exitCode = 137", Self.count), ("detail.containers.1.name = \"a\"", 0),
    ] {
      #expect(
        try Rows("filter \(filter) | stats count(*) as n", runner).text == "{\"n\":\(count)}\n",
        "\(filter)")
    }
  }

  @Test func aListOfFieldsIsCutAndSaysSo() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    let messages = Variety.names.messages(FieldList.namesMax / 2)
    try write(messages.map { LogRecord(message: $0) }, to: archive)
    #expect(try FieldList(archive).isCut)
    #expect(try FieldList(archive).entries.count { $0.origin == .event } == FieldList.namesMax)
    #expect(try !FieldList(FixtureArchive.open()).isCut)
  }

  /// What differs from event to event.
  enum Variety: String, CaseIterable {
    /// A member of its own in the task and another in its container.
    case names
    /// The order of members, which programs with hash tables write.
    case orders
    /// White space.
    case spaces

    func messages(_ count: Int) -> [String] {
      var random = SeededGenerator(seed: 11)
      return (0..<count).map { message($0, &random) }
    }

    /// Conditions that one event alone meets.
    func filters(_ number: Int) -> [String] {
      switch self {
      case .names:
        [
          "ispresent(detail.k\(Self.word(number)).a)", "detail.k\(Self.word(number)).a = \(number)",
          "detail.containers.0.c\(Self.word(number)) = \"\(number)\"",
        ]
      case .orders, .spaces: ["detail.number = \(number)", "detail.containers.0.n = \(number)"]
      }
    }

    private func message(_ number: Int, _ random: inout SeededGenerator) -> String {
      let id = String(format: "%032x", number + 1)
      var container = ["\"name\":\"app\"", "\"exitCode\":137", "\"lastStatus\":\"STOPPED\""]
      var detail = [
        "\"taskArn\":\"arn:aws:ecs:eu-west-1:111122223333:task/prod/\(id)\"",
        "\"lastStatus\":\"STOPPED\"", "\"stopCode\":\"EssentialContainerExited\"",
        "\"stoppedReason\":" + (number % 7 == 0 ? "{\"odd\":\(number)}" : "\"r\""),
        "\"group\":\"service:web\"", "\"updatedAt\":\"2026-01-31T09:30:00.120Z\"",
        "\"desiredStatus\":\"STOPPED\"", "\"launchType\":\"FARGATE\"",
      ]
      switch self {
      case .names:
        container.append("\"c\(Self.word(number))\":\"\(number)\"")
        detail.append("\"k\(Self.word(number))\":{\"a\":\(number)}")
      case .orders, .spaces:
        container.append("\"n\":\(number)")
        detail.append("\"number\":\(number)")
      }
      if self == .orders { random.shuffle(&detail) }
      let space = self == .spaces ? String(repeating: " ", count: number) : ""
      let containers = "\"containers\":[{\(container.joined(separator: ","))}]"
      return
        "{\"detail-type\":\"ECS Task State Change\",\(space)\"account\":\"111122223333\",\"detail\":{"
        + (detail + [containers]).joined(separator: ",") + "}}"
    }

    /// A word without digits, as names of members are.
    private static func word(_ number: Int) -> String {
      var rest = number
      return String(
        (0..<4).map { _ in
          defer { rest /= 26 }
          return Character(UnicodeScalar(UInt8(97 + rest % 26)))
        })
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }
}
