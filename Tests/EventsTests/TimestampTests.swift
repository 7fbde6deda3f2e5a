import Events
import TestSupport
import Testing

struct TimestampTests {
  private func parse(_ text: String) -> Timestamp.Parsed? {
    Array(text.utf8).withUnsafeBytes { Timestamp.parse($0) }
  }

  private func text(_ milliseconds: Int64) -> String {
    String(unsafeUninitializedCapacity: Timestamp.textBytesMax) {
      Timestamp.write(milliseconds, to: $0.baseAddress.unsafelyUnwrapped)
    }
  }

  /// Every day of 800 years, against a calendar that just counts.
  @Test func daysFollowTheCalendar() {
    var (year, month, day) = (1600, 1, 1)
    var number = Timestamp.daysSince1970(year: 1600, month: 1, day: 1)
    #expect(Timestamp.daysSince1970(year: 1970, month: 1, day: 1) == 0)
    var wrong = 0
    while year < 2400 {
      let date = Timestamp.date(ofDay: number)
      if date != (year, month, day) { wrong += 1 }
      if Timestamp.daysSince1970(year: year, month: month, day: day) != number { wrong += 1 }
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      day += 1
      if day > length { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      number += 1
    }
    #expect(wrong == 0)
    #expect(number == Timestamp.daysSince1970(year: 2400, month: 1, day: 1))
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

  @Test func insightsForm() {
    let text = String(unsafeUninitializedCapacity: Timestamp.textBytesMax) {
      Timestamp.writeInsights(1_769_851_800_120, to: $0.baseAddress.unsafelyUnwrapped)
    }
    #expect(text == "2026-01-31 09:30:00.120")
  }
}
