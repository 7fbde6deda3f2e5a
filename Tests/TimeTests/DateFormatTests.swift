import Testing
import Time

/// What `formatDate` and `parseDate` make of patterns, zones and dates.
@Suite struct DateFormatTests {
  /// As GNU date prints them.
  @Test(
    arguments: [
      ("2024-12-30", "Mon 365 2025 25 01 52 53 1 1"),
      ("2021-01-03", "Sun 003 2020 20 53 01 00 7 0"),
      ("2020-12-31", "Thu 366 2020 20 53 52 52 4 4"),
      ("2026-01-01", "Thu 001 2026 26 01 00 00 4 4"),
      ("2000-02-29", "Tue 060 2000 00 09 09 09 2 2"),
      ("1969-12-31", "Wed 365 1970 70 01 52 52 3 3"),
      ("2023-01-01", "Sun 001 2022 22 52 01 00 7 0"),
    ])
  func weeksAndDaysOfYearsAreWritten(_ date: String, _ expected: String) throws {
    let time = try #require(parsed(date, "yyyy-MM-dd"))
    #expect(formatted(time, "%a %j %G %g %V %U %W %u %w") == expected)
  }

  @Test(
    arguments: [
      (0, "12 AM", " 0|12"), (3_600_000, "01 AM", " 1| 1"), (43_200_000, "12 PM", "12|12"),
      (46_800_000, "01 PM", "13| 1"),
    ] as [(Int64, String, String)])
  func hoursOfHalfDaysAreWritten(_ time: Int64, _ half: String, _ padded: String) {
    #expect(formatted(time, "%I %p") == half)
    #expect(formatted(time, "%k|%l") == padded)
  }

  @Test(arguments: [
    ("UTC", "+0000 UTC"), ("gmt", "+0000 UTC"), ("Z", "+0000 UTC"), ("+2", "+0200 +02:00"),
    ("-05", "-0500 -05:00"), ("+0530", "+0530 +05:30"), ("-03:30", "-0330 -03:30"),
    ("UTC+1", "+0100 +01:00"), ("+00:00", "+0000 UTC"), ("+18:00", "+1800 +18:00"),
  ])
  func zonesAreOffsets(_ zone: String, _ expected: String) {
    #expect(formatted(0, "%z %Z", zone) == expected)
  }

  @Test(arguments: [
    "", "+", "02:00", "+18:01", "+02:60", "+2:00", "+02:0", "+02:", "+020", "Europe/Berlln",
    "UTC ", "UTCx", "europe/", "/Europe/Berlin", "../zoneinfo/CET", "Europe/../CET", "right/CET",
    "zone.tab", "CET-1CEST", "Europe",
  ])
  func whatIsNoOffsetIsNoZone(_ zone: String) {
    #expect(formatted(0, "%z", zone) == nil)
    #expect(parsed("2026", "yyyy", zone) == nil)
  }

  @Test(
    arguments: [
      ("1970", "yyyy", 0), ("70", "yy", 3155760000000), ("1970", "u", 0),
      ("1970-2", "y-M", 2678400000), ("1970-02", "y-M", 2678400000),
      ("1970 060", "yyyy DDD", 5097600000), ("1972-366", "yyyy-D", 94608000000),
      ("Feb 1970", "MMM yyyy", 2678400000), ("february 1970", "MMMM yyyy", 2678400000),
      ("00:00:01.5", "HH:mm:ss.S", 1500), ("01.123456789", "ss.SSSSSSSSS", 1123),
      ("12 AM", "hh a", 0), ("12 PM", "hh a", 43200000), ("24", "kk", 0),
      ("11 PM", "KK a", 82800000),
      ("00 +01:30", "HH XXX", -5400000), ("00Z", "HHX", 0), ("00 UTC", "HH z", 0),
      ("00 -0100", "HH Z", 3600000), ("00+01", "HHx", -3600000),
      ("T'x", "'T'''x", nil), ("T'x", "'T''x'", 0), ("o'clock", "'o''clock'", 0),
      ("0001", "yyyy", -62135596800000), ("9999-12-31", "yyyy-MM-dd", 253402214400000),
    ] as [(String, String, Int64?)])
  func patternsRead(_ text: String, _ pattern: String, _ expected: Int64?) {
    #expect(parsed(text, pattern) == expected)
  }

  @Test(arguments: [
    ("2023-02-29", "yyyy-MM-dd"), ("2026-00-01", "yyyy-MM-dd"), ("2026-13-01", "yyyy-MM-dd"),
    ("2026-01-00", "yyyy-MM-dd"), ("2026-1-1", "yyyy-MM-dd"), ("26", "yyyy"), ("0000", "yyyy"),
    ("2025-366", "yyyy-DDD"), ("24:00", "HH:mm"), ("23:60", "HH:mm"), ("00:00:60", "HH:mm:ss"),
    ("13 PM", "hh a"), ("0 PM", "h a"), ("12 PM", "KK a"), ("00", "kk"), ("1.12", "s.SSS"),
    ("Xyz", "MMM"), ("Friday 1970-01-01", "EEEE yyyy-MM-dd"), ("00 z", "HH X"), ("00", "HH X"),
    ("1970 ", "yyyy"), (" 1970", "yyyy"), ("1970", "yyyy-MM"), ("", "yyyy"), ("٣", "d"),
    ("1970", "q"), ("0001 +01:00", "yyyy XXX"),
  ])
  func otherTextsAreNoDates(_ text: String, _ pattern: String) {
    #expect(parsed(text, pattern) == nil)
  }

  @Test(arguments: ["%Y-%m-%d %H:%M:%S", "%F %T", "%d %b %Y"])
  func whatIsWrittenIsRead(_ format: String) {
    let patterns = [
      "%Y-%m-%d %H:%M:%S": "yyyy-MM-dd HH:mm:ss", "%F %T": "yyyy-MM-dd HH:mm:ss",
      "%d %b %Y": "dd MMM yyyy",
    ]
    for day in stride(from: Int64(-719_000), through: 2_900_000, by: 1367) {
      let time = day * 86_400_000
      let text = formatted(time, format) ?? ""
      #expect(parsed(text, patterns[format] ?? "") == time)
    }
  }
}
