import Testing
import Time

/// Times as people write them.
@Suite struct TimeArgumentTests {
  /// 2026-01-31 09:30:00 UTC.
  static let now: Int64 = 1_769_851_800_000
  private static let day: Int64 = 86_400_000

  @Test(arguments: [
    ("0s", 0), ("30s", 30_000), ("90m", 5_400_000), ("6h", 21_600_000), ("45d", 45 * day),
    ("2w", 14 * day), ("007d", 7 * day), ("3660000d", 3_660_000 * day), ("1d12h", day + 43_200_000),
    ("1h30m", 5_400_000), ("5D", 5 * day), ("2W", 14 * day), ("5min", 300_000),
    ("7 days ago", 7 * day),
    ("1d 12h", day + 43_200_000), ("now", 0), ("1mo", 31 * day), ("2mo", 62 * day),
    ("1y", 365 * day),
    ("1y1mo", 396 * day), ("11mo", 337 * day),
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
    ("today", now - 34_200_000, day), ("Yesterday", now - 34_200_000 - day, day),
    ("saturday", now - 34_200_000, day), ("sunday", now - 34_200_000 - 6 * day, day),
    ("mon", now - 34_200_000 - 5 * day, day),
    ("1769851800", now, 1000), ("1769851800000", now, 1), ("100000000", 100_000_000_000, 1000),
    ("99999999999", 99_999_999_999_000, 1000), ("100000000000", 100_000_000_000, 1),
  ])
  func momentsLastAsLongAsTheyAreNamed(_ text: String, _ first: Int64, _ length: Int64) throws {
    let argument = try TimeArgument(text)
    #expect(argument.start(asOf: Self.now) == first)
    #expect(argument.end(asOf: Self.now) == first + length - 1)
  }

  @Test(arguments: [
    "", " ", "tomorrow", "d", "-1d", "1.5d", "2026-01", "2026-1-31", "1d5", "ago",
    "2026-01-31X09:30", "2026/01/31", "31-01-2026", "４５d",
    "2026-01-31T09:30:00 Z", "2026-01-31T09:30:00Zulu", "2026-01-31T09:30:00+1",
    "2026-01-31T09:30:00+1:000", "2026-01-31T09:30:00+010", "2026-01-31T09:30:00+01:0",
    "2026-01-31T09:30:00+", "2026-01-31\u{301}",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(throws: TimeArgumentError.unreadable(text)) { try TimeArgument(text) }
  }

  @Test(arguments: ["0", "45", "2026", "20260131", "99999999"])
  func numbersNeedAUnit(_ text: String) {
    #expect(throws: TimeArgumentError.unitMissing(text)) { try TimeArgument(text) }
  }

  @Test(arguments: ["253402300800000", "99999999999999999999"])
  func noTimeIsAfterTheYear9999(_ text: String) {
    #expect(throws: TimeArgumentError.tooLate(text)) { try TimeArgument(text) }
  }

  @Test(arguments: ["3fn", "10ms", "5q", "1d3x"])
  func unitsAreFew(_ text: String) {
    #expect(throws: TimeArgumentError.unknownUnit(text)) { try TimeArgument(text) }
  }

  @Test(arguments: [
    "3660001d", "99999999999999999999s", "9223372036854775807w", "10001y", "120001mo",
  ])
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
    #expect("\(TimeArgumentError.unreadable("x"))".contains("2026-01-31T09:30"))
    #expect("\(TimeArgumentError.unknownUnit("3fn"))".contains("90m"))
    #expect("\(TimeArgumentError.unitMissing("45"))".contains("45d"))
    #expect("\(TimeArgumentError.unitMissing("20260131"))".contains("2026-01-31"))
    #expect("\(TimeArgumentError.noSuchTime("2026-02-30"))".contains("+01:00"))
  }

  /// 2026-03-29 has 23 hours in Berlin, 2026-10-25 has 25.
  @Test(arguments: [
    ("2026-03-29", "2026-03-28T23:00:00Z", 23), ("2026-10-25", "2026-10-24T22:00:00Z", 25),
    ("2026-07-01", "2026-06-30T22:00:00Z", 24),
  ])
  func daysAreThoseOfTheZone(_ text: String, _ first: String, _ hours: Int64) throws {
    let berlin = Zone.place(try #require(ZoneDatabase.system.zone(named: "Europe/Berlin")))
    let argument = try TimeArgument(text)
    let start = try TimeArgument(first).start(asOf: Self.now)
    #expect(argument.start(asOf: Self.now, in: berlin) == start)
    #expect(argument.end(asOf: Self.now, in: berlin) == start + hours * 3_600_000 - 1)
    #expect(try TimeArgument("\(text)T12:00Z").start(asOf: 0, in: berlin) % Self.day == 43_200_000)
  }

  /// At 09:30 in UTC it is still the day before in Honolulu.
  @Test func todayIsThatOfTheZone() throws {
    let honolulu = Zone.place(try #require(ZoneDatabase.system.zone(named: "Pacific/Honolulu")))
    let start = try TimeArgument("2026-01-30T10:00Z").start(asOf: Self.now)
    #expect(try TimeArgument("today").start(asOf: Self.now, in: honolulu) == start)
    #expect(try TimeArgument("friday").start(asOf: Self.now, in: honolulu) == start)
  }

  /// February has no 31st.
  @Test func monthsEndWithTheirLastDay() throws {
    let now = try TimeArgument("2026-03-31T09:30").start(asOf: 0)
    let start = try TimeArgument("2026-02-28T09:30").start(asOf: 0)
    #expect(try TimeArgument("1mo").start(asOf: now) == start)
    #expect(
      try TimeArgument("2y").start(asOf: now) == TimeArgument("2024-03-31T09:30").start(asOf: 0))
  }

  @Test func daysOfADuration() throws {
    for (text, days) in [("30d", 30), ("2w", 14), ("48h", 2), ("1y", 365), ("3mo", 90)] {
      #expect(try TimeSpan(text)?.days == days)
    }
    #expect(try TimeSpan("36h")?.days == nil)
  }
}
