import Output
import Testing

/// The line of SQL with the mark under the word.
@Suite struct SQLExcerptTests {
  @Test func marksTheWord() {
    #expect(
      SQLExcerpt("SELECT one", offset: 7).text == """
          1 | SELECT one
            |        ^^^
        """)
  }

  @Test func showsTheLineOfTheWordWithItsNumber() {
    let sql = (1...9).map { "-- \($0)\n" }.joined() + "SELECT one,\n  two\n"
    #expect(
      SQLExcerpt(sql, offset: 45 + 14).text == """
          11 |   two
             |   ^^^
        """)
  }

  @Test func takesAQuotedNameWhole() {
    #expect(SQLExcerpt("SELECT \"a b\" c", offset: 7).text.hasSuffix("|        ^^^^^"))
  }

  @Test func countsCellsOfTheTerminal() {
    let sql = "SELECT '日本' bad"
    #expect(SQLExcerpt(sql, offset: 16).text.hasSuffix("|               ^^^"))
  }

  @Test func tabsAndCarriageReturnsAreBlanks() {
    #expect(
      SQLExcerpt("SELECT\tone\r\nFROM x", offset: 7).text == """
          1 | SELECT one\(" ")
            |        ^^^
        """)
  }

  @Test func showsNoCommandsToTheTerminal() {
    #expect(
      SQLExcerpt("\u{1b}[2J one", offset: 5).text == """
          1 | \\u001b[2J one
            |           ^^^
        """)
  }

  @Test(arguments: [-5, 0, 3, 4, 400])
  func takesAnyOffset(_ offset: Int) {
    #expect(SQLExcerpt("SEL", offset: offset).text.contains("^"))
  }

  @Test func anEmptyTextHasALine() {
    #expect(SQLExcerpt("", offset: 0).text == "  1 | \n    | ^")
  }
}
