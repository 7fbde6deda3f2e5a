import TestSupport
import Testing
import Time

struct TimestampTests {
  private func parse(_ text: String) -> Timestamp.Parsed? {
    Array(text.utf8).withUnsafeBytes { Timestamp.parse($0) }
  }

  private func text(_ milliseconds: Int64) -> String {
    String(unsafeUninitializedCapacity: Timestamp.textBytesMax) {
      Timestamp.write(milliseconds, to: $0.baseAddress.unsafelyUnwrapped)
    }
  }

  /// Printing and reading instants of all printable years gives them back, in the form that ECS has.
  @Test func instantsComeBack() throws {
    let seed: UInt64 = 1
    var random = SeededGenerator(seed: seed)
    let first: Int64 = -62_167_219_200_000
    let last: Int64 = 253_402_300_799_999
    var instants = [first, last, 0, -1, 1, 999, 1000, -1000, 951_782_400_000, 4_107_542_399_999]
    for _ in 0..<20_000 {
      let step = random.pick([1, 10, 100, 1000, 86_400_000] as [Int64])
      instants.append(Int64.random(in: first...last, using: &random) / step * step)
    }
    for instant in instants {
      let parsed = try #require(parse(text(instant)), "seed \(seed): \(instant)")
      #expect(parsed.milliseconds == instant)
      #expect(parsed.isCanonical)
    }
    #expect(Timestamp.isPrintable(first) && Timestamp.isPrintable(last))
    #expect(!Timestamp.isPrintable(first - 1) && !Timestamp.isPrintable(last + 1))
  }

  @Test func formAgreesWithAnotherWriter() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let instant = Int64(random.below(5_000_000_000_000))
      #expect(text(instant) == ISOTime.text(instant))
    }
  }

  @Test(arguments: [
    ("2026-01-31T09:30:00.12Z", 1_769_851_800_120, true),
    ("2026-01-31T09:30:00Z", 1_769_851_800_000, true),
    ("2026-01-31T09:30:00.120Z", 1_769_851_800_120, false),
    ("2026-01-31T09:30:00.0Z", 1_769_851_800_000, false),
    ("2026-01-31T09:30:00.000Z", 1_769_851_800_000, false),
    ("2026-01-31T09:30:00.123456Z", 1_769_851_800_123, false),
    ("2026-01-31T09:30:00.999999999Z", 1_769_851_800_999, false),
    ("2026-01-31T09:30:00.0001Z", 1_769_851_800_000, false),
    ("2026-01-31T10:30:00+01:00", 1_769_851_800_000, false),
    ("2026-01-31T04:00:00-05:30", 1_769_851_800_000, false),
    ("2026-01-31T09:30:00+00:00", 1_769_851_800_000, false),
    ("2024-02-29T00:00:00Z", 1_709_164_800_000, true),
    ("2000-02-29T23:59:59.999Z", 951_868_799_999, true),
    ("1970-01-01T00:00:00Z", 0, true), ("1969-12-31T23:59:59.9Z", -100, true),
  ])
  func reads(text: String, milliseconds: Int64, isCanonical: Bool) throws {
    let parsed = try #require(parse(text))
    #expect(parsed.milliseconds == milliseconds)
    #expect(parsed.isCanonical == isCanonical)
    #expect((self.text(milliseconds) == text) == isCanonical)
  }

  @Test(arguments: [
    "", "2026", "2026-01-31", "2026-01-31T09:30:00", "2026-01-31T09:30Z", "2026-01-31 09:30:00Z",
    "2026-01-31t09:30:00z", "2026-1-31T09:30:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-01-31T24:00:00Z", "2026-01-31T09:60:00Z", "2016-12-31T23:59:60Z",
    "2026-01-31T09:30:00.Z", "2026-01-31T09:30:00.1234567890Z", "2026-01-31T09:30:00.12",
    "2026-01-31T09:30:00+0100", "2026-01-31T09:30:00+24:00", "2026-01-31T09:30:00+01:60",
    "2026-01-31T09:30:00+01:00Z", "2026-01-31T09:30:00Zx", " 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00,5Z", "+2026-01-31T09:30:0Z", "2026-01-31T09:30:0éZ", "1769851800",
  ])
  func refuses(text: String) {
    #expect(parse(text) == nil)
  }

  @Test(
    arguments: [
      (0, "1970-01-01 00:00:00.000"), (-1, "1969-12-31 23:59:59.999"),
      (951_782_399_999, "2000-02-28 23:59:59.999"), (951_782_400_000, "2000-02-29 00:00:00.000"),
      (1_709_164_800_000, "2024-02-29 00:00:00.000"),
      (4_107_542_400_000, "2100-03-01 00:00:00.000"),
      (-62_135_596_800_000, "0001-01-01 00:00:00.000"),
      (253_402_300_799_999, "9999-12-31 23:59:59.999"),
      (253_402_300_800_000, "253402300800000"), (Int64.min, "-9223372036854775808"),
    ] as [(Int64, String)])
  func insightsForm(_ milliseconds: Int64, _ expected: String) {
    #expect(Timestamp.insightsText(milliseconds) == expected)
  }

  @Test func textsOutsideOfTheYearsOfFourDigits() {
    #expect(Timestamp.text(1_769_851_800_120) == "2026-01-31T09:30:00.12Z")
    #expect(Timestamp.text(.max) == "9223372036854775807 ms")
    #expect(Timestamp.dayText(20_484) == "2026-01-31")
  }

  @Test func firstInstantAboveAText() {
    let time: Int64 = 1_769_851_800_120
    let text = Timestamp.insightsText(time)
    #expect(Timestamp.first(above: text, orEqual: true) == time)
    #expect(Timestamp.first(above: text, orEqual: false) == time + 1)
    #expect(Timestamp.first(above: "2026", orEqual: false) == 1_767_225_600_000)
    #expect(Timestamp.first(above: "", orEqual: true) == Timestamp.insightsRange.lowerBound)
    #expect(Timestamp.first(above: "x", orEqual: true) == Timestamp.insightsRange.upperBound + 1)
  }
}
