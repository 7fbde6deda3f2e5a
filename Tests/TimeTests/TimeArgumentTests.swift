import Testing
import Time

/// Times as people write them.
@Suite struct TimeArgumentTests {
  /// 2026-01-31 09:30:00 UTC.
  static let now: Int64 = 1_769_851_800_000
  private static let day: Int64 = 86_400_000

  @Test(arguments: [
    ("0s", 0), ("30s", 30_000), ("90m", 5_400_000), ("6h", 21_600_000), ("45d", 45 * day),
    ("2w", 14 * day), ("007d", 7 * day), ("3660000d", 3_660_000 * day),
  ])
  func agesCountBackFromNow(_ text: String, _ age: Int64) throws {
    let argument = try TimeArgument(text)
    #expect(argument.start(asOf: Self.now) == Self.now - age)
    #expect(argument.end(asOf: Self.now) == Self.now - age)
  }

  @Test(arguments: [
    ("2026-01-31", now - 34_200_000, day),
    ("2026-01-31T09:30", now, 60_000),
    ("2026-01-31 09:30", now, 60_000),
    ("2026-01-31T09:30:00", now, 1000),
    ("2026-01-31T09:30:00Z", now, 1000),
    ("2026-01-31t09:30:00z", now, 1000),
    ("2026-01-31T09:30:00.5", now + 500, 1),
    ("2026-01-31T09:30:00.123Z", now + 123, 1),
    ("2026-01-31T09:30:00.123456Z", now + 123, 1),
    ("2026-01-31T10:30:00+01:00", now, 1000),
    ("2026-01-31T10:30:00+0100", now, 1000),
    ("2026-01-31T10:30+01", now, 60_000),
    ("2026-01-31T04:00:00-05:30", now, 1000),
    ("1970-01-01", 0, day),
    ("1969-12-31", -day, day),
    ("2024-02-29", 1_709_164_800_000, day),
    ("0000-01-01", -62_167_219_200_000, day),
    ("9999-12-31", 253_402_214_400_000, day),
  ])
  func momentsLastAsLongAsTheyAreNamed(_ text: String, _ first: Int64, _ length: Int64) throws {
    let argument = try TimeArgument(text)
    #expect(argument.start(asOf: Self.now) == first)
    #expect(argument.end(asOf: Self.now) == first + length - 1)
  }

  @Test(arguments: [
    "", " ", "now", "yesterday", "45", "d", "-1d", "1.5d", "2026", "2026-01", "2026-1-31",
    "20260131", "2026-01-31X09:30", "2026/01/31", "31-01-2026", "４５d", "45d ",
    "2026-01-31T09:30:00 Z", "2026-01-31T09:30:00Zulu", "2026-01-31T09:30:00+1",
    "2026-01-31T09:30:00+1:000", "2026-01-31T09:30:00+010", "2026-01-31T09:30:00+01:0",
    "2026-01-31T09:30:00+", "1769851800", "2026-01-31\u{301}",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(throws: TimeArgumentError.unreadable(text)) { try TimeArgument(text) }
  }

  @Test(arguments: ["3mo", "1y", "5D", "5min", "2W", "10ms"])
  func unitsAreFew(_ text: String) {
    #expect(throws: TimeArgumentError.unknownUnit(text)) { try TimeArgument(text) }
  }

  @Test(arguments: ["3660001d", "99999999999999999999s", "9223372036854775807w"])
  func agesHaveABound(_ text: String) {
    #expect(throws: TimeArgumentError.tooOld(text)) { try TimeArgument(text) }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-31T24:00", "2026-01-31T9:30",
    "2026-01-31T09:60", "2026-01-31T09:30:60Z", "2026-01-31T09", "2026-01-31T09:30:00.",
    "2026-01-31T", "2026-01-31T09:30:00+25:00", "abcd-ef-gh",
  ])
  func noCalendarOrClockHasThese(_ text: String) {
    #expect(throws: TimeArgumentError.noSuchTime(text)) { try TimeArgument(text) }
  }

  /// Whoever reads one of them can write a time.
  @Test func messagesHaveExamples() {
    #expect("\(TimeArgumentError.unreadable("x"))".contains("2026-01-31T09:30:00Z"))
    #expect("\(TimeArgumentError.unknownUnit("3mo"))".contains("90m"))
    #expect("\(TimeArgumentError.noSuchTime("2026-02-30"))".contains("+01:00"))
  }
}
