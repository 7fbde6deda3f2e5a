import LogsInsights
import Testing

/// What the wildcards of `parse` stand for.
@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("a=*", "x a=1 b", ["1 b"]), ("a=* b", "x a=1 b=2", ["1"]), ("*:*", "a:b:c", ["a", "b:c"]),
    ("*", "any\nthing", ["any\nthing"]), ("**", "ab", ["", "ab"]), ("*a*", "bab", ["b", "b"]),
    ("a*a*a", "aXaYaZa", ["X", "Y"]), ("x*y", "xyxy", [""]), ("[*] (.*)", "[1] (.2)", ["1", "2"]),
    ("a\\*b*", "ab a*b1", ["1"]), ("aab*", "aaab1", ["1"]), ("é*", "aéb", ["b"]), ("a", "a", []),
    ("*", "", [""]), ("", "x", []), ("\\\\*", "\\*", []),
  ])
  func takesTheShortestTextUpToTheNextPiece(_ pattern: String, _ text: String, _ parts: [String]) {
    #expect(matches(pattern, text) == parts)
  }

  @Test(arguments: [("a=*;", "a=1"), ("a*b*c", "acb"), ("ab*", "a"), ("a*", ""), ("A*", "a")])
  func findsNothingWithoutAllPieces(_ pattern: String, _ text: String) {
    #expect(matches(pattern, text) == nil)
  }

  private func matches(_ pattern: String, _ text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return GlobPattern(pattern).match(bytes)?.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }
}
