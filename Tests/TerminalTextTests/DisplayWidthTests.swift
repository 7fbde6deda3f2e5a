import TerminalText
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ﾊﾝ", 2), ("👍", 2), ("👍🏽", 2),
    ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("한", 2), ("\u{200b}", 0),
  ])
  func widths(_ text: String, _ cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test func messagesKeepTheirLinesAndLinesDoNot() {
    #expect(PrintableText.escaped("a\nb\tc\u{1b}") == "a\nb\\tc\\u001b")
    #expect(PrintableText.line("a\nb\u{202e}") == "a\\nb\\u202e")
  }
}
