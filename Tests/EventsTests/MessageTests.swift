import Events
import TestSupport
import Testing

/// Capturing an event and printing it again gives the original bytes.
struct MessageTests {
  @Test(arguments: OddEvent.all)
  func oddEventComesBack(_ odd: OddEvent) throws {
    let reprint = try reprint(odd.message)
    #expect(reprint.outcome == "stop")
    #expect(difference(reprint.message, odd.message) == nil)
  }

  /// Several events in one batch do not mix up.
  @Test func batchComesBack() throws {
    let messages = OddEvent.all.map(\.message)
    for (message, reprint) in zip(messages, try reprints(messages)) {
      #expect(difference(reprint.message, message) == nil)
    }
  }

  private static let values: [JSONSource] = [
    .literal("null"), .literal("true"), .literal("-1"), .literal("4.0"), .text(""), .text("x"),
    .string("\\u00e9\\/"), .array([]), .array([.literal("null"), .object([])]), .object([]),
    .members(("name", .text("subnetId")), ("value", .text("v"))),
  ]

  /// Any value in any place: null everywhere, wrong types everywhere.
  @Test(arguments: [PlainEvent.fargate, PlainEvent.old])
  func valueOfAnyTypeComesBack(event: JSONSource) throws {
    var stops = 0
    for path in event.paths {
      let messages = Self.values.map { value in event.replacing(at: path) { _ in value }.text() }
      for (message, reprint) in zip(messages, try reprints(messages, loggedAt: 0)) {
        #expect(!reprint.outcome.hasPrefix("rejected: not JSON"))
        guard reprint.outcome == "stop" else { continue }
        stops += 1
        #expect(difference(reprint.message, message) == nil)
      }
    }
    // Only few members decide whether it is a stop at all.
    #expect(stops > (event.paths.count - 8) * Self.values.count)
  }

  /// Any member twice, with any other value before and after it.
  @Test(arguments: [PlainEvent.fargate, PlainEvent.old])
  func memberTwiceComesBack(event: JSONSource) throws {
    var objects = 0
    for path in event.paths {
      var messages: [String] = []
      _ = event.replacing(at: path) { object in
        guard case .object(let members) = object else { return object }
        for value in Self.values {
          let others = members.map { JSONSource.Member($0.key, value) }
          for twice in [others + members, members + others] {
            messages.append(event.replacing(at: path) { _ in .object(twice) }.text())
          }
        }
        return object
      }
      objects += messages.isEmpty ? 0 : 1
      for (message, reprint) in zip(messages, try reprints(messages, loggedAt: 0))
      where reprint.outcome == "stop" {
        #expect(difference(reprint.message, message) == nil)
      }
    }
    #expect(objects >= 4)
  }

  /// JSON nested a thousand levels deep.
  @Test func deepNestingComesBack() throws {
    var event = PlainEvent.fargate
    let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    event["deep"] = .literal(deep)
    let message = event.text()
    #expect(try difference(reprint(message).message, message) == nil)
  }
}
