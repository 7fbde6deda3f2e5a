import Testing
import Time

@testable import InsightsSQLite

@Suite struct TimeTests {
  @Test(
    arguments: [
      (1, "w", "2026-01-26 00:00:00.000", "2026-02-02 00:00:00.000"),
      (2, "w", "2026-01-26 00:00:00.000", "2026-02-09 00:00:00.000"),
      (1, "mo", "2026-01-01 00:00:00.000", "2026-02-01 00:00:00.000"),
      (2, "mo", "2026-01-01 00:00:00.000", "2026-03-01 00:00:00.000"),
      (3, "mo", "2026-01-01 00:00:00.000", "2026-04-01 00:00:00.000"),
      (12, "mo", "2026-01-01 00:00:00.000", "2027-01-01 00:00:00.000"),
      (24, "mo", "2025-01-01 00:00:00.000", "2027-01-01 00:00:00.000"),
      (300_000, "ms", "2026-01-31 09:30:00.000", "2026-01-31 09:35:00.000"),
    ] as [(Int64, String, String, String)])
  func timesAreRounded(_ count: Int64, _ unit: String, _ floor: String, _ ceiling: String) throws {
    // Saturday 2026-01-31 09:30:00.123
    let time = TestValue.integer(1_769_851_800_123)
    let count = TestValue.integer(count)
    let below = try #require(Int64(call(.dateFloor, time, count, .text(unit))))
    let above = try #require(Int64(call(.dateCeil, time, count, .text(unit))))
    #expect(Timestamp.insightsText(below) == floor)
    #expect(Timestamp.insightsText(above) == ceiling)
    #expect(call(.dateFloor, .integer(above), count, .text(unit)) == "\(above)")
    #expect(call(.dateCeil, .integer(below), count, .text(unit)) == "\(below)")
  }

  @Test func timesBeforeTheEpochAreRoundedDown() {
    #expect(call(.dateFloor, -1, 1000, "ms") == "-1000")
    #expect(call(.dateFloor, -1, 1, "w") == "\(-3 * 86_400_000)")
    #expect(call(.dateFloor, -1, 1, "mo") == "\(-31 * 86_400_000)")
  }

  @Test func absurdPeriodsDoNotCrash() {
    #expect(call(.dateCeil, 0, .integer(.max), "mo") == "NULL")
    #expect(call(.dateCeil, 253_402_300_799_999, 100_000_000, "mo") != "NULL")
    #expect(call(.dateFloor, 0, 0, "ms") == "NULL")
    #expect(call(.dateFloor, 0, 1, "fortnight") == "NULL")
  }

  @Test func instantsAreWholeAndInRange() {
    #expect(call(.instant, 1.9) == "1")
    #expect(call(.instant, -1.5) == "-2")
    #expect(call(.instant, "1000") == "1000")
    #expect(call(.instant, "2026-01-31") == "NULL")
    #expect(call(.instant, 1e300) == "NULL")
    #expect(call(.instant, 253_402_300_800_000) == "NULL")
    #expect(call(.timestamp, 1_769_851_800_123) == "'2026-01-31 09:30:00.123'")
  }
}
