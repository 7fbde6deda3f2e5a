import FilterPatterns
import JSON

/// Says which of some messages a filter pattern matches; reads no archive.
struct TestMetricFilter: Operation {
  static let name = "TestMetricFilter"

  let pattern: FilterPattern
  let messages: [String]

  init(_ members: Members) throws(APIError) {
    let text = try members.require("filterPattern", members.text("filterPattern", .filterPattern))
    messages = try members.require(
      "logEventMessages",
      members.texts("logEventMessages", TextRule(length: 1...(.max)), count: 1...50))
    do throws(FilterPatternError) {
      pattern = try FilterPattern(text)
    } catch {
      throw .invalid("Invalid filter pattern: \(error)")
    }
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    let matcher = FilterMatcher(pattern)
    var matches: [JSONValue] = []
    for (index, message) in messages.enumerated() where try matcher.matches(message) {
      matches.append(
        .object([
          .init("eventNumber", .integer(index + 1)), .init("eventMessage", .text(message)),
          .init("extractedValues", .object([])),
        ]))
    }
    return .value(.object([.init("matches", .array(matches))]))
  }
}
