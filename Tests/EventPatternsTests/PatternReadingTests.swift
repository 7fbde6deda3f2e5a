import EventPatterns
import TestSupport
import Testing

@Suite struct PatternReadingTests {
  private func error(_ text: some Collection<UInt8>) -> EventPatternError? {
    do throws(EventPatternError) {
      _ = try EventPattern(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func placesAreLinesCharactersAndBytes() throws {
    let text = "{\n  \"é\": [1],\n  \"ü\": [{\"x\": 1}]\n}"
    let refusal = error(text.utf8)
    let error = try #require(refusal)
    #expect((error.line, error.column) == (3, 10))
    #expect(Array(text.utf8)[error.range].elementsEqual("\"x\"".utf8))
    #expect(
      "\(error)"
        == "Event pattern is not valid. Reason: Unrecognized match type x (line 3, column 10)")
  }

  @Test func emptyTextAndBytesThatAreNoText() {
    #expect(error("".utf8)?.reason == "Filter is not an object: the text is empty")
    #expect(error(" \n".utf8)?.reason.hasPrefix("Filter is not an object") == true)
    #expect(error([0x7b, 0x22, 0xff, 0x22])?.reason == "bytes that are not UTF-8")
    #expect(error([0xef, 0xbb, 0xbf] + Array(#"{"a":[1]}"#.utf8)) == nil)
  }

  @Test func limits() throws {
    func or(_ count: Int, _ name: String) -> String {
      let branches = (0..<count).map { "{\"\(name)\($0)\":[1]}" }.joined(separator: ",")
      return "{\"$or\":[\(branches)]"
    }
    let thousand = or(10, "a") + ",\"b\":" + or(10, "b") + "},\"c\":" + or(10, "c") + "}}"
    #expect(try EventPattern(thousand.utf8).combinations.count == 1000)
    let more = or(10, "a") + ",\"b\":" + or(10, "b") + "},\"c\":" + or(11, "c") + "}}"
    #expect(error(more.utf8)?.reason == "$or expands to more than 1000 combinations")
    let many = (0..<40).map { "\"x\($0)\":" + or(2, "a") + "}" }.joined(separator: ",")
    #expect(error("{\(many)}".utf8)?.reason == "$or expands to more than 1000 combinations")
    func paths(_ count: Int) -> String {
      "{" + (0..<count).map { "\"p\($0)\":[1]" }.joined(separator: ",") + "}"
    }
    #expect(try EventPattern(paths(256).utf8).paths.count == 256)
    #expect(error(paths(257).utf8)?.reason == "Size of rule exceeds max value of 256 fields")
    let deep = String(repeating: "{\"a\":", count: 100_000)
    #expect(error(deep.utf8)?.reason == "more than 500 levels of nesting")
    let brackets = "{\"a\":" + String(repeating: "[", count: 100_000)
    #expect(error(brackets.utf8) != nil)
    let nested =
      String(repeating: "{\"a\":", count: 499) + "[1]" + String(repeating: "}", count: 499)
    #expect(try EventPattern(nested.utf8).paths[0].utf8.count == 499 * 2 - 1)
  }

  @Test func sizeIsWarnedOf() throws {
    func warnings(_ count: Int) throws -> [String] {
      let text = String(repeating: "é", count: count - #"{"a":[""]}"#.count)
      return try EventPattern("{ \"a\" : [ \"\(text)\" ] }".utf8).warnings.map(\.message)
    }
    #expect(try warnings(2048).isEmpty)
    #expect(
      try warnings(2049) == [
        "the pattern has 2049 characters; EventBridge accepts 2048 unless the quota is raised"
      ])
    #expect(
      try warnings(4097) == ["the pattern has 4097 characters; EventBridge accepts at most 4096"])
  }

  @Test func pathsAreSortedByUTF16AndNamedOnce() throws {
    let pattern = try EventPattern(
      #"{"b":[1],"B":[1],"～":[1],"😀":[1],"$or":[{"a":{"c":[1]}},{"a-":[1],"b":[2]}]}"#.utf8)
    #expect(pattern.paths.map(\.text) == ["B", "a-", "a.c", "b", "😀", "～"])
    #expect(
      pattern.combinations.map { $0.fields.map(\.path.text) } == [
        ["B", "a.c", "b", "😀", "～"], ["B", "a-", "b", "😀", "～"],
      ])
    #expect(pattern.combinations[1].fields[2].text == "[2]")
  }

  /// Bytes are dropped, doubled, changed and cut: never a crash, and always a reason with a place in the text.
  @Test func brokenPatternsHaveAReason() throws {
    let seed = TestRun.seed(83)
    var maker = PatternMaker(random: SeededGenerator(seed: seed))
    let bytes = Array("{}[]\",:\\*/0-1.eux $\n\u{0}\u{ff}anything-but".utf8)
    var refused = 0
    for _ in 0..<(TestRun.isNightly ? 200_000 : 10_000) {
      var text = Array(maker.pattern().text.utf8)
      for _ in 0..<(1 + maker.random.below(3)) where !text.isEmpty {
        let position = maker.random.below(text.count)
        switch maker.random.below(5) {
        case 0: text.remove(at: position)
        case 1: text.insert(maker.random.pick(bytes), at: position)
        case 2: text[position] = maker.random.pick(bytes)
        case 3: text.removeSubrange(position...)
        default:
          text.insert(contentsOf: text[position..<min(position + 9, text.count)], at: position)
        }
      }
      guard let error = error(text) else { continue }
      refused += 1
      let comment: Comment = "seed \(seed): \(String(decoding: text, as: UTF8.self)): \(error)"
      #expect(!error.reason.isEmpty && error.line >= 1 && error.column >= 1, comment)
      #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.count, comment)
    }
    #expect(refused > 1000)
  }
}
