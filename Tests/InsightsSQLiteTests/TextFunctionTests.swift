import Testing

@testable import InsightsSQLite

/// Parts of strings and rounding, where characters are not bytes and digits not numbers.
@Suite struct TextFunctionTests {
  @Test(arguments: [
    ("a\0bc", 1, 2, "\0b"), ("e\u{301}x", 0, 1, "e"), ("😀😁😂", 1, 1, "😁"), ("abc", 3, 1, ""),
    ("abc", 9, 9, ""),
  ])
  func substringsGoByCodePoints(
    _ text: String, _ start: Int64, _ length: Int64, _ expected: String
  ) {
    #expect(
      call(.substring, .text(text), .integer(start), .integer(length)) == "'\(expected)'")
  }

  @Test(arguments: [
    ("\0a\0", "\0", "a"), ("aXbXa", "ab", "XbX"), ("e\u{301}", "\u{301}", "e"), ("", "x", ""),
  ])
  func trimTakesAnyOfTheCharacters(_ text: String, _ characters: String, _ expected: String) {
    #expect(call(.trim, .text(text), .text(characters)) == "'\(expected)'")
  }

  @Test(
    arguments: [
      (0.5, 0, 1), (-0.5, 0, -1), (0.49999999999999994, 0, 0), (1.005, 2, 1.01), (2.675, 2, 2.68),
      (-2.675, 2, -2.68), (99.95, 1, 100), (0.05, 1, 0.1), (0.04, 1, 0), (1e-20, 5, 0),
      (123_456.789, 9, 123_456.789), (1.5e300, 3, 1.5e300),
      (.leastNonzeroMagnitude, 400, .leastNonzeroMagnitude),
    ] as [(Double, Int64, Double)])
  func numbersAreRounded(_ number: Double, _ decimals: Int64, _ expected: Double) {
    #expect(call(.round, .real(number), .integer(decimals)) == "real \(expected)")
  }

  @Test func extremesPassOverWhatIsMissing() {
    #expect(call(.greatest, .missing, 2) == "2")
    #expect(call(.greatest, 2, .missing) == "2")
    #expect(call(.least, .missing, .missing) == "NULL")
    #expect(call(.least, 2, 1.5) == "real 1.5")
    #expect(call(.greatest, 2, 1.5) == "2")
  }
}
