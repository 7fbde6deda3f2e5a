import TerminalText
import Testing

@Suite struct SourceExcerptTests {
  private func excerpt(_ text: String, _ range: Range<Int>) -> String {
    SourceExcerpt(Array(text.utf8), marking: range).text
  }

  @Test func marksAPartOfItsLine() {
    #expect(
      excerpt("fields a\n| limt 5\n| sort b", 11..<15) == """
          2 | | limt 5
            |   ^^^^
        """)
  }

  @Test func aMarkEndsWithItsLineAndHasACellAtLeast() {
    #expect(excerpt("ab\ncd", 1..<5).hasSuffix("1 | ab\n    |  ^"))
    #expect(excerpt("ab", 2..<2).hasSuffix("1 | ab\n    |   ^"))
    #expect(excerpt("", 0..<0) == "  1 | \n    | ^")
  }

  @Test func cellsAreThoseOfATerminal() {
    #expect(excerpt("日本e\u{301} 日", 10..<13).hasSuffix("|       ^^"))
  }

  @Test func aLongLineIsClippedAroundTheMark() {
    let long = String(repeating: "a", count: 100)
    let before = String(repeating: "a", count: 60)
    #expect(excerpt(long + "!" + long, 100..<101).hasPrefix("  1 | …\(before)!\(before)…\n"))
    let whole = long + "!" + String(repeating: "b", count: 99)
    #expect(excerpt(whole, 100..<101).hasPrefix("  1 | \(whole)\n"))
    #expect(excerpt(long + long + long, 0..<300).hasPrefix("  1 | \(before)…\n"))
  }

  @Test func commandsToTheTerminalAreEscaped() {
    #expect(excerpt("a\t\u{1b}[2J b\r\nc", 7..<8).hasPrefix("  1 | a \\u001b[2J b \n"))
  }

  @Test(arguments: [-5..<0, 3..<400, 400..<401, -3..<400])
  func rangesOutsideOfTheTextDoNoHarm(_ range: Range<Int>) {
    #expect(excerpt("SEL", range).contains("^"))
  }
}
