import LogsInsights
import Testing

@Suite struct RegexReplacementTests {
  @Test(
    arguments: [
      ("a\\1b", [.text(Array("a".utf8)), .group(1), .text(Array("b".utf8))]),
      ("\\\\1", [.text(Array("\\1".utf8))]), ("$1", [.text(Array("$1".utf8))]), ("", []),
      ("\\0\\9", [.group(0), .group(9)]), ("\\12", [.group(1), .text(Array("2".utf8))]),
    ] as [(String, [RegexReplacement.Part])])
  func replacementsAreRead(_ text: String, _ parts: [RegexReplacement.Part]) {
    #expect(RegexReplacement(text)?.parts == parts)
  }

  @Test(arguments: ["\\", "a\\", "\\x", "\\ä"])
  func otherBackslashesAreWrong(_ text: String) {
    #expect(RegexReplacement(text) == nil)
  }
}
