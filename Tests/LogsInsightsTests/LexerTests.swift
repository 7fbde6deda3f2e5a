import LogsInsights
import TestSupport
import Testing

/// Tokens cover the text: between them is nothing but white space and comments.
@Suite struct LexerTests {
  @Test func everyByteOfEveryCaseIsCovered() throws {
    for file in try CaseFile.all(in: "../QueryCaseTests/Cases") { expectCovered(file.input) }
  }

  @Test func everyByteOfRandomTextIsCovered() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 { expectCovered(NoiseText.make(using: &random), "seed \(seed)") }
  }

  private func expectCovered(_ text: String, _ comment: Comment? = nil) {
    let source = SourceText(text)
    var offset = 0
    for token in Lexer.tokens(of: source) {
      let gap = source[SourceRange(offset, token.range.lower)]
      #expect(isBlank(gap), comment)
      #expect(token.kind == .end || token.range.upper > token.range.lower, comment)
      offset = token.range.upper
    }
    #expect(offset == text.utf8.count, comment)
  }

  /// Whether a text is white space and comments only.
  private func isBlank(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      let rest = line.drop { [0x20, 0x09, 0x0D].contains($0) }
      return rest.isEmpty || rest.first == UInt8(ascii: "#")
    }
  }

  @Test(arguments: [
    ("a / b / c", 5, 0), ("a like /b c/", 3, 1), ("a =~ /b/ / 2", 5, 1),
    ("parse @message /(?<x>a|b)/ | fields a / b", 8, 1), ("detail.like / 2", 5, 0),
    ("parse concat(a / 2, \"x\") /b/ | fields a / b", 15, 1),
    ("parse @message \"a\" as b | fields x / y / z", 12, 0),
  ])
  func slashIsADivisionOrARegex(_ text: String, _ count: Int, _ regexes: Int) {
    let tokens = Lexer.tokens(of: SourceText(text)).dropLast()
    #expect(tokens.count == count)
    #expect(tokens.filter { $0.kind == .regex }.count == regexes)
  }

  @Test func digitsBehindADotAreASegment() {
    let tokens = Lexer.tokens(of: SourceText("a.0.1.b 0.1 .5"))
    #expect(
      tokens.map(\.kind)
        == [.name, .dot, .name, .dot, .name, .dot, .name, .number, .number, .end])
  }
}
