/// The time that a report looks at, in milliseconds since 1970, bounds included.
package struct ReportWindow: Sendable, Equatable {
  /// The first and the last log time; where none was asked for, those of the archive.
  package let first: Int64
  package let last: Int64
  /// The time at which it was made.
  package let now: Int64
  /// Whether a bound was asked for, or comes with the report.
  package let isWholeArchive: Bool

  /// What the archive has: the log times of its first and last stop; nil without one.
  let stops: ClosedRange<Int64>?
  /// The log time of the newest stop that counts, not one that is dated in the future; nil without one.
  let newest: Int64?
  /// The times of which a bundle holds stops; nil for an archive of its own.
  let held: ClosedRange<Int64>?

  package static let dayMilliseconds: Int64 = 86_400_000
  /// How many days up to the newest stop every report looks at that is asked for no time.
  package static let standardDays: Int64 = 7

  /// - Parameters:
  ///   - newest: the newest stop that counts; without one, the last of `stops`.
  ///   - held: the times that a bundle holds.
  init(
    start: Int64?, end: Int64?, now: Int64, stops: ClosedRange<Int64>?, newest: Int64? = nil,
    held: ClosedRange<Int64>? = nil
  ) {
    isWholeArchive = start == nil && end == nil
    let latest = stops?.upperBound ?? now
    // An end before the first stop is an empty window.
    let first = start ?? min(stops?.lowerBound ?? now, end ?? .max)
    // "Since" goes on until now.
    let last = end ?? (start == nil ? latest : max(latest, now))
    self.first = first
    self.last = max(first, last)
    self.now = now
    self.stops = stops
    self.newest = newest ?? stops?.upperBound
    self.held = held
  }

  /// The latest log time that counts at a time: a day after it, since clocks differ.
  ///
  /// Later stops are dated wrongly.
  static func latestCounted(asOf now: Int64) -> Int64 { now + dayMilliseconds }

  /// Whether a part of the window is outside the times that a bundle holds.
  var exceedsHeld: Bool { held.map { first < $0.lowerBound || last > $0.upperBound } ?? false }

  /// Part of the time, clipped to what the archive has; nil if that is nothing.
  private func clipped(_ range: ClosedRange<Int64>) -> ClosedRange<Int64>? {
    stops.flatMap { $0.overlaps(range) ? range.clamped(to: $0) : nil }
  }

  /// The times of the window itself, of the one of equal length before it, and of all before it.
  func span(_ part: Part) -> Span {
    guard let stops else { return Span() }
    switch part {
    case .window: return Span(clipped(first...last), of: stops)
    case .earlier:
      let (length, isLong) = last.subtractingReportingOverflow(first)
      guard !isWholeArchive, !isLong, first > .min else { return Span() }
      let (start, isTooEarly) = first.subtractingReportingOverflow(length + 1)
      return Span(clipped((isTooEarly ? .min : start)...(first - 1)), of: stops)
    case .history:
      guard !isWholeArchive, first > .min else { return Span() }
      return Span(clipped(.min...(first - 1)), of: stops)
    }
  }

  /// Whether there are stops before the window.
  package var hasHistory: Bool { !isWholeArchive && stops.map { $0.lowerBound < first } ?? false }

  /// Whether the archive reaches back through all of the window of equal length before this one.
  package var isWholeEarlierKnown: Bool {
    guard !exceedsHeld else { return false }
    let (start, isTooEarly) = first.subtractingReportingOverflow(last - first + 1)
    return hasHistory && !isTooEarly && stops.map { $0.lowerBound <= start } ?? false
  }

  /// The time and a scope in words: `2026-01-24 09:30 to 2026-01-31 09:30 UTC, cluster shop`.
  package func text(of scope: ReportScope, _ filters: StopFilters = StopFilters()) -> String {
    "\(TimeText.minute(first)) to \(TimeText.minute(last)) UTC"
      + (isWholeArchive ? " (all of the archive)" : "")
      + ", " + (scope.isEmpty ? "all clusters and services" : scope.description)
      + (filters.isEmpty ? "" : ", \(filters.description)")
  }

  enum Part {
    case window, earlier, history
  }
}

extension ReportWindow {
  /// Times, taken apart into whole days and parts of days.
  struct Span {
    /// A part of a day.
    struct Edge: Equatable {
      let day: Int64
      let times: ClosedRange<Int64>
    }

    /// Nil if there is nothing in it.
    private(set) var times: ClosedRange<Int64>?
    /// Whether there are stops before and after the window.
    private(set) var hasStopsBefore = false
    private(set) var hasStopsBehind = false
    /// Days of which every stop counts.
    private(set) var days: ClosedRange<Int64>?
    private(set) var edges: [Edge] = []

    init() {}

    init(_ times: ClosedRange<Int64>?, of stops: ClosedRange<Int64>) {
      guard let times else { return }
      self.times = times
      hasStopsBefore = times.lowerBound > stops.lowerBound
      hasStopsBehind = times.upperBound < stops.upperBound
      let firstDay = Self.day(times.lowerBound)
      let lastDay = Self.day(times.upperBound)
      let beginsDay = !hasStopsBefore || times.lowerBound == Self.start(firstDay)
      let endsDay = !hasStopsBehind || times.upperBound == Self.end(lastDay)
      let firstWhole = beginsDay ? firstDay : firstDay + 1
      let lastWhole = endsDay ? lastDay : lastDay - 1
      if firstDay == lastDay, !(beginsDay && endsDay) {
        edges = [Edge(day: firstDay, times: times)]
        return
      }
      if firstWhole <= lastWhole { days = firstWhole...lastWhole }
      if !beginsDay {
        edges.append(Edge(day: firstDay, times: times.lowerBound...Self.end(firstDay)))
      }
      if !endsDay {
        edges.append(Edge(day: lastDay, times: Self.start(lastDay)...times.upperBound))
      }
    }

    private static func day(_ time: Int64) -> Int64 {
      let day = time / dayMilliseconds
      return time % dayMilliseconds < 0 ? day - 1 : day
    }

    private static func start(_ day: Int64) -> Int64 { day * dayMilliseconds }
    private static func end(_ day: Int64) -> Int64 { day * dayMilliseconds + dayMilliseconds - 1 }
  }
}
