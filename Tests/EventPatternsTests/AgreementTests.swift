import EventPatterns
import TestSupport
import Testing

/// Two evaluators of the same rules.
@Suite struct AgreementTests {
  @Test func randomPatternsAndEventsAgree() throws {
    let seed = TestRun.seed(81)
    var maker = PatternMaker(random: SeededGenerator(seed: seed))
    var (matches, count) = (0, 0)
    for _ in 0..<(TestRun.isNightly ? 60_000 : 4_000) {
      let source = maker.pattern()
      let pattern = try EventPattern(source.text.utf8)
      let naive = NaiveEvaluator(source)
      for _ in 0..<5 {
        let event = maker.event()
        let expected = naive.matches(event)
        let text = Array(event.text.utf8)
        let comment: Comment = "seed \(seed): \(source.text) on \(event.text)"
        try #require(try pattern.matches(text) == expected, comment)
        let explanation = try pattern.explain(text)
        try #require(explanation.isMatch == expected, comment)
        try #require(explanation.fields.allSatisfy(\.isSatisfied) == expected, comment)
        try #require(explanation.fields.allSatisfy { $0.isSatisfied || $0.reason != nil }, comment)
        count += 1
        if expected { matches += 1 }
      }
    }
    // Neither answer is rare, or the test would show little.
    #expect(matches > count / 20 && matches < count * 19 / 20, "\(matches) of \(count)")
  }

  @Test func conditionsOfValuesAgreeWithEvents() throws {
    let seed = TestRun.seed(82)
    var maker = PatternMaker(random: SeededGenerator(seed: seed))
    for _ in 0..<2_000 {
      let source = maker.pattern()
      let pattern = try EventPattern(source.text.utf8)
      let field = pattern.combinations[0].fields[0]
      let alone = try EventPattern("{\"a\":\(field.text)}".utf8)
      for (value, text) in Self.values {
        #expect(
          try alone.matches(Array("{\"a\":\(text)}".utf8)) == field.accepts(value),
          "seed \(seed): \(field.text) on \(text)")
      }
      #expect(try alone.matches(Array("{}".utf8)) == field.acceptsAbsence)
    }
  }

  private static let values: [(PatternValue, String)] = [
    (.string(Array("".utf8)), "\"\""), (.string(Array("xyx".utf8)), "\"xyx\""),
    (.string(Array("X".utf8)), "\"\\u0058\""), (.string(Array("1".utf8)), "\"1\""),
    (.number(PatternNumber(Array("1.0".utf8))), "1.0"), (.number(PatternNumber([0x30])), "0"),
    (.number(PatternNumber(Array("1e400".utf8))), "1e400"), (.boolean(true), "true"),
    (.boolean(false), "false"), (.null, "null"),
  ]

  /// What an event cannot be is an error, not a refusal.
  @Test func eventsThatAreNoObjectsAreErrors() throws {
    let pattern = try EventPattern(#"{"a":[1]}"#.utf8)
    for text in ["", "[]", "1", "{", "{\"a\":1}x", "[{\"a\":1}]"] {
      #expect(throws: EventError.self) { try pattern.matches(Array(text.utf8)) }
    }
  }

  /// Each combination is a walk over arrays that have nothing to do with each other.
  @Test func independentArraysTakeNoExponentialTime() throws {
    let names = (0..<40).map { "f\($0)" }
    let fields = names.map { #""\#($0)":{"x":[1],"y":[2]}"# }
    let pattern = try EventPattern(
      "{\(fields.joined(separator: ",")),\"z\":[1,{\"exists\":false}]}".utf8)
    let element = #"{"x":1,"y":2}"#
    let elements = Array(repeating: element, count: 10).joined(separator: ",")
    let event = "{" + names.map { "\"\($0)\":[\(elements)]" }.joined(separator: ",")
    #expect(try pattern.matches(Array((event + "}").utf8)))
    // The last field of all fails only within the walk, as its value is in no element that is bound.
    let late = try EventPattern(
      "{\(fields.joined(separator: ",")),\"f9\":{\"x\":[1],\"z\":[1],\"y\":[2]}}".utf8)
    let parts = #"[{"x":1,"y":2},{"z":1}]"#
    #expect(try !late.matches(Array((event + ",\"f9\":\(parts)}").utf8)))
  }

  @Test func starsTakeNoExponentialTime() throws {
    let stars = String(repeating: "a*", count: 500) + "b"
    let pattern = try EventPattern("{\"a\":[{\"wildcard\":\"\(stars)\"}]}".utf8)
    let text = String(repeating: "a", count: 20_000)
    #expect(try !pattern.matches(Array("{\"a\":\"\(text)\"}".utf8)))
    #expect(try pattern.matches(Array("{\"a\":\"\(text)b\"}".utf8)))
  }
}
