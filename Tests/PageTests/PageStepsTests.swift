import Charts
import Testing
import Time

@testable import Pages
@testable import Reports

/// The steps in which a page counts stops over time.
@Suite struct PageStepsTests {
  /// 2026-01-31 09:30 UTC.
  private static let now: Int64 = 1_769_851_800_000
  private static let hour: Int64 = 3_600_000
  private static let day: Int64 = 86_400_000

  private static func steps(_ length: Int64) -> PageSteps {
    PageSteps(ReportWindow(start: now - length, end: now, now: now, stops: 0...now))
  }

  @Test(
    arguments: [
      (hour, 1, 2), (3 * day, 1, 73), (7 * day, 3, 57), (30 * day, 24, 31), (31 * day, 24, 32),
      (100 * day, 24, 101), (365 * day, 168, 53), (20 * 365 * day, 2688, 67),
    ] as [(Int64, Int64, Int)])
  func areFineButNotTooMany(_ length: Int64, _ hours: Int64, _ count: Int) {
    let steps = Self.steps(length)
    #expect(steps.hours == hours)
    #expect(abs(steps.starts.count - count) <= 2, "\(steps.starts.count)")
    #expect(steps.starts.count <= 121)
    #expect(steps.names.count == steps.starts.count)
  }

  @Test func weeksBeginOnMondays() {
    let steps = Self.steps(365 * Self.day)
    #expect(steps.starts.allSatisfy { CivilTime($0).weekday == 0 })
    #expect(steps.names.last == "week from Mon 26 Jan 2026")
    #expect(steps.unit == "per week")
  }

  @Test func ticksAreFewAndInOrder() {
    for days in [1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 120, 200, 365, 730, 2000, 7300]
      as [Int64]
    {
      let ticks = Self.steps(days * Self.day).ticks
      #expect(ticks.count >= 1 && ticks.count <= 9, "\(days): \(ticks.map(\.label))")
      #expect(ticks.count { !$0.isMinor } <= 4, "\(days)")
      #expect(ticks.map(\.step) == ticks.map(\.step).sorted())
    }
    #expect(Self.steps(3 * Self.day).ticks.map(\.label).contains("30 Jan"))
    #expect(Self.steps(365 * Self.day).ticks.map(\.label).contains("Jan 2026"))
  }

  @Test func saysWhichAreNotWhole() {
    #expect(
      Self.steps(30 * Self.day).remark == "The first and last bars cover part of an interval.")
    let start: Int64 = 20_454 * Self.day
    let whole = PageSteps(
      ReportWindow(start: start, end: start + 31 * Self.day - 1, now: Self.now, stops: 0...Self.now)
    )
    #expect(whole.remark == nil)
  }

  @Test func findsTheStepOfAStart() {
    let steps = Self.steps(365 * Self.day)
    for (index, start) in steps.starts.enumerated() {
      #expect(steps.index(ofStart: start) == index)
    }
    #expect(steps.index(ofStart: steps.starts[0] - 7 * Self.day) == nil)
    #expect(steps.index(ofStart: Self.now + 8 * Self.day) == nil)
  }

  @Test(
    arguments: [
      (7 * day, "7 days"), (7 * day + 1, "7 days"), (day, "1 day"), (36 * hour, "1.5 days"),
      (hour, "1 hour"), (90 * 60_000, "1.5 hours"), (60_000, "1 minute"), (1000, "1 second"),
    ] as [(Int64, String)])
  func lengthsAreShort(_ length: Int64, _ text: String) {
    #expect(TimeText.length(length) == text)
  }
}
