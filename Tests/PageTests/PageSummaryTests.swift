import Testing

@testable import Pages
@testable import Reports

/// What a page says in sentences.
@Suite struct PageSummaryTests {
  private typealias Cause = PageOverview.Cause

  private static func cause(
    _ title: String, _ responsible: String, _ stops: Int64, before: Int64 = 0,
    isAbnormal: Bool = true
  ) -> Cause {
    Cause(
      category: title, title: title, responsible: responsible, isAbnormal: isAbnormal, stops: stops,
      earlierStops: before)
  }

  private static let scaling = cause(
    "Scaled in", "deployment", 700, before: 600, isAbnormal: false)

  private static func summary(
    _ causes: [Cause], news: [PageOverview.News]? = nil, isEarlierKnown: Bool = false
  ) -> [String] {
    let window = ReportWindow(start: 0, end: 604_799_999, now: 604_800_000, stops: 0...604_799_999)
    let summary = PageSummary(
      causes: causes, news: news, window: window, isWholeEarlierWindowKnown: isEarlierKnown)
    return [summary.lead.text, summary.rest.text]
  }

  @Test func nothing() {
    #expect(Self.summary([]) == ["No stops are recorded for this time.", ""])
  }

  @Test func routineAlone() {
    #expect(
      Self.summary([Self.scaling]) == [
        "700 tasks stopped in 7 days, none of them abnormally.",
        "700 stops were routine: Scaled in.",
      ])
  }

  @Test func oneTask() {
    #expect(
      Self.summary([Self.cause("Out of memory", "application", 1)], news: []) == [
        "1 task stopped in 7 days, abnormally. The only cause: Out of memory (1).",
        "It is attributed to the application. No reason is new.",
      ])
  }

  @Test func causesAreRankedAndCompared() {
    let causes = [
      Self.cause("Out of memory", "application", 120, before: 40),
      Self.cause("Image not found", "configuration", 53, before: 10),
      Self.cause("Host terminated", "platform", 20),
      Self.cause("Unknown", "unknown", 7), Self.cause("Gone", "platform", 0, before: 9),
      Self.scaling, Self.cause("Stopped by a user", "user", 100, isAbnormal: false),
    ]
    let news = [
      PageOverview.News(category: "image", reason: "CannotPull: *", stops: 53),
      .init(category: "x", reason: nil, stops: 1),
    ]
    #expect(
      Self.summary(causes, news: news, isEarlierKnown: true) == [
        "1,000 tasks stopped in 7 days, 200 of them abnormally (20 %), 3.4 times as many as in the "
          + "previous 7 days (59 of 659). Top causes: Out of memory (120), Image not found (53), "
          + "Host terminated (20), and 1 other.",
        "Attributed to the application: 120; to configuration: 53; to the platform: 20; to an "
          + "unknown party: 7. 2 reasons are new, the most frequent: \"CannotPull: *\" (53). "
          + "800 stops were routine, 88 % of them: Scaled in.",
      ])
  }

  @Test(arguments: [
    (100, 100, ", as many as in the previous 7 days (100 of 700)"),
    (1001, 1000, ", under 1 % more than in the previous 7 days (1,000 of 1,600)"),
    (110, 100, ", 10 % more than in the previous 7 days (100 of 700)"),
    (90, 100, ", 10 % fewer than in the previous 7 days (100 of 700)"),
    (50, 100, ", 50 % fewer than in the previous 7 days (100 of 700)"),
    (1, 1000, ", 99 % fewer than in the previous 7 days (1,000 of 1,600)"),
    (0, 100, "; in the previous 7 days, 100 of 700"),
    (100, 0, "; in the previous 7 days, 0 of 600"),
  ])
  func changesAreSaid(_ now: Int64, _ before: Int64, _ text: String) {
    let causes = [Self.cause("A", "application", now, before: before), Self.scaling]
    let lead = Self.summary(causes, isEarlierKnown: true)[0]
    let change = lead.split(separator: ".")[0]
    #expect(change.hasSuffix(text), "\(lead)")
  }

  @Test(arguments: [
    (0, 10, "0 %"), (1, 1000, "under 1 %"), (999, 1000, "over 99 %"), (1, 3, "33 %"),
    (5, 5, "100 %"),
  ])
  func sharesAreNotRoundedToNothingOrAll(_ part: Int64, _ whole: Int64, _ text: String) {
    #expect(PageSummary.share(part, of: whole) == text)
  }
}
