import TestSupport
import Testing

@testable import Reports

/// Days and edges are, together, the times that were asked for, as far as there are stops.
@Suite struct ReportWindowTests {
  private typealias Span = ReportWindow.Span

  private static let day: Int64 = 86_400_000

  @Test func daysAndEdgesMakeTheWindow() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<5_000 {
      func time() -> Int64 {
        let day = Int64(random.below(12)) - 3
        let offsets = [0, 1, Self.day / 2, Self.day - 1]
        return day * Self.day + random.pick(offsets)
      }
      let stops = [time(), time()].sorted()
      let window = ReportWindow(
        start: random.isOne(in: 4) ? nil : time(), end: random.isOne(in: 4) ? nil : time(),
        now: time(), stops: stops[0]...stops[1])
      for part in [ReportWindow.Part.window, .earlier, .history] {
        Self.check(window.span(part), of: stops[0]...stops[1])
      }
    }
  }

  private static func check(_ span: Span, of stops: ClosedRange<Int64>) {
    guard let times = span.times else {
      #expect(span.days == nil && span.edges.isEmpty)
      return
    }
    // What a condition on days lets through, among the stops that there are.
    var covered: [ClosedRange<Int64>] = span.edges.map(\.times)
    if let days = span.days {
      let first = span.hasStopsBefore ? days.lowerBound * day : stops.lowerBound
      let last = span.hasStopsBehind ? days.upperBound * day + day - 1 : stops.upperBound
      covered.append(first...last)
    }
    covered.sort { $0.lowerBound < $1.lowerBound }
    #expect(
      covered.first?.lowerBound == times.lowerBound && covered.last?.upperBound == times.upperBound)
    for (left, right) in zip(covered, covered.dropFirst()) {
      #expect(left.upperBound + 1 == right.lowerBound)
    }
    for edge in span.edges {
      #expect(edge.times.lowerBound >= edge.day * day)
      #expect(edge.times.upperBound < (edge.day + 1) * day)
    }
  }

  @Test func withoutATimeItIsTheWholeArchive() {
    let window = ReportWindow(start: nil, end: nil, now: 50, stops: 10...20)
    #expect(window.first == 10 && window.last == 20 && window.isWholeArchive)
    #expect(window.span(.earlier).times == nil && window.span(.history).times == nil)
  }

  @Test func sinceGoesOnUntilNow() {
    let window = ReportWindow(start: 15, end: nil, now: 50, stops: 10...20)
    #expect(window.first == 15 && window.last == 50)
    // The window before is as long.
    #expect(window.span(.earlier).times == 10...14)
    #expect(ReportWindow(start: 40, end: nil, now: 50, stops: 10...20).span(.window).times == nil)
  }

  @Test func anEmptyArchiveHasAWindow() {
    let window = ReportWindow(start: nil, end: nil, now: 50, stops: nil)
    #expect(window.first == 50 && window.last == 50 && window.span(.window).times == nil)
  }

  @Test func theEndsOfTimeAreTimes() {
    let window = ReportWindow(start: .min, end: .max, now: 0, stops: 10...20)
    #expect(window.span(.window).times == 10...20)
    #expect(window.span(.earlier).times == nil)
  }
}
