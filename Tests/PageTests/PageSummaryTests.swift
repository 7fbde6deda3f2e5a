import Testing

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
        "1 task stopped in 7 days, and abnormally. The only cause: Out of memory (1).",
        "All are attributed to the application. None of these reasons is new.",
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
        "1,000 tasks stopped in 7 days, 200 of them abnormally (20 %); in the 7 days before it was "
          + "59 of 659, so 3.4 times as many now. The main causes: Out of memory (120), "
          + "Image not found (53), Host terminated (20), and 1 other.",
        "Attributed to the application: 120; to configuration: 53; to the platform: 20; "
          + "to an unknown party: 7. 2 reasons are new, first of all \"CannotPull: *\" (53). "
          + "800 stops were routine; 88 % of them: Scaled in.",
      ])
  }

  @Test(arguments: [
    (100, 100, ""), (110, 100, ", so 10 % more now"), (90, 100, ", so 10 % fewer now"),
    (50, 100, ", so 2 times as few now"), (0, 100, ""), (100, 0, ""),
  ])
  func changesAreSaid(_ now: Int64, _ before: Int64, _ text: String) {
    let causes = [Self.cause("A", "application", now, before: before), Self.scaling]
    let lead = Self.summary(causes, isEarlierKnown: true)[0]
    let change = lead.split(separator: ".")[0]
    #expect(change.hasSuffix("it was \(before) of \(before + 600)" + text), "\(lead)")
  }

  @Test(arguments: [
    (0, 10, "0 %"), (1, 1000, "under 1 %"), (999, 1000, "over 99 %"), (1, 3, "33 %"),
    (5, 5, "100 %"),
  ])
  func sharesAreNotRoundedToNothingOrAll(_ part: Int64, _ whole: Int64, _ text: String) {
    #expect(PageSummary.share(part, of: whole) == text)
  }
}
