import EventPatterns
import TestSupport
import Testing

@Suite struct ValueTests {
  /// Neither spelling of a character may begin or end the other, or it would matter which one is tried first.
  @Test func spellingsOfACharacterExcludeEachOther() {
    for value in UInt32(0)...0xffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let lower = Array(scalar.properties.lowercaseMapping.utf8)
      let upper = Array(scalar.properties.uppercaseMapping.utf8)
      guard lower != upper else { continue }
      let isApart =
        !lower.starts(with: upper) && !upper.starts(with: lower)
        && !lower.reversed().starts(with: upper.reversed())
        && !upper.reversed().starts(with: lower.reversed())
      #expect(isApart, "U+\(String(value, radix: 16))")
    }
  }

  @Test func everyDoubleIsComparableInItsShortestSpelling() {
    var random = SeededGenerator(seed: TestRun.seed(84))
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(PatternNumber(Array(value.description.utf8)).comparable == value, "\(value)")
    }
    for value in [
      0.1, .leastNonzeroMagnitude, 1.7976931348623157e308, 2e23, 1e22, 123456789012345680,
    ] {
      #expect(PatternNumber(Array("\(value)".utf8)).comparable == value, "\(value)")
    }
  }

  @Test(
    arguments: [
      ("1.0000000000000001", nil), ("9007199254740993", nil), ("1e400", nil), ("1e-400", nil),
      ("0.30000000000000004", 0.30000000000000004), ("0.300000000000000041", nil), ("-0.0", 0),
      ("100e-2", 1), ("0.0001e4", 1), ("1E+2", 100), ("1e99999999999999999999", nil),
      ("0e99999999999999999999", 0), ("999999999999999", 999_999_999_999_999),
      ("9007199254740992", 9_007_199_254_740_992), ("-12", -12),
    ] as [(String, Double?)])
  func comparableNumbers(_ text: String, _ value: Double?) {
    #expect(PatternNumber(Array(text.utf8)).comparable == value)
    #expect(PatternNumber(Array(text.utf8)).comparable?.sign != .minus || value ?? 0 < 0)
  }

  @Test(arguments: [
    ("1:2:3:4:5:6:7:8", true), ("1:2:3:4:5:6:7::", true), ("::2:3:4:5:6:7:8", true), ("::", true),
    ("1::8", true), ("1:2:3:4:5:6:7:8:9", false), ("1::2::3", false), ("1:2:3:4:5:6:7", false),
    (":1::2", false), ("1:2:3:4:5:6:7:", false), ("12345::", false), ("g::", false), ("", false),
    ("1:2:3:4::5:6:7:8", false), ("1.2.3.4", true), ("1.2.3.4.5", false), ("1.2.3", false),
    ("1..2.3", false), ("1.2.3.-4", false), ("255.255.255.255", true), ("256.1.1.1", false),
    ("+1.2.3.4", false), ("::+1", false), (":::", false), ("1:2", false),
  ])
  func addresses(_ text: String, _ isOne: Bool) {
    #expect((NetworkAddress(Array(text.utf8)) != nil) == isOne)
  }
}
