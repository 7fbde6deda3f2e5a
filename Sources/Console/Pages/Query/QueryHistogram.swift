import Charts
import LogsAPI
import LogsInsights
import Pages
import Queries
import Reports
import Rows
import Time

/// Everything that a query's filters let pass, over time: not only what its rows show.
struct QueryHistogram: Sendable {
  private let steps: TimeSteps
  private let routine: [Double]
  private let abnormal: [Double]
  private let text: String

  private static let abnormalField = EventField(FieldPath("@abnormal"), kind: .boolean)

  /// Counts; nil where the query has no time to count in.
  init?(_ draft: QueryDraft, _ reader: ConsoleReader) throws {
    let window = draft.scope.window
    let steps = TimeSteps(from: window.first, to: window.last)
    guard
      let rows = try Self.totals(draft, steps, reader) ?? Self.counts(draft, steps, reader)
    else { return nil }
    var counts = Array(repeating: [0.0, 0.0], count: steps.starts.count)
    for row in rows {
      guard let step = steps.index(of: row.start) else { continue }
      counts[step][row.isAbnormal ? 1 : 0] += Double(row.stops)
    }
    self.steps = steps
    routine = counts.map { $0[0] }
    abnormal = counts.map { $0[1] }
    let commands =
      draft.plan.matchingSteps
      + ["stats count(*) as stops by bin(\(steps.period)), @abnormal\(steps.offset)"]
    text = commands.joined(separator: "\n| ")
  }

  private typealias Count = (start: Int64, isAbnormal: Bool, stops: Int64)

  /// Counts what matches.
  private static func counts(
    _ draft: QueryDraft, _ steps: TimeSteps, _ reader: ConsoleReader
  ) throws -> [Count]? {
    guard
      let plan = draft.plan.countsOfMatches(
        every: steps.length, from: steps.origin, by: abnormalField)
    else { return nil }
    return try reader.archive.currentView().runner.rows(plan).compactMap { row in
      guard case .integer(let start) = row[0], case .integer(let stops) = row[2] else { return nil }
      return (start, row[1] == .integer(1), stops)
    }
  }

  /// Where a query leaves out nothing, the archive has the counts already; nil for any other query.
  private static func totals(
    _ draft: QueryDraft, _ steps: TimeSteps, _ reader: ConsoleReader
  ) throws -> [Count]? {
    guard draft.plan.matchesAll, !draft.choosesGroups, steps.length >= TimeText.hour else {
      return nil
    }
    var request = draft.scope.request.timeAndScope
    (request.start, request.end) = (draft.scope.window.first, draft.scope.window.last)
    let isOfHours = steps.length < TimeText.day
    request.values =
      isOfHours
      ? ["hours": "\(steps.length / TimeText.hour)"] : ["days": "\(steps.length / TimeText.day)"]
    let figure = isOfHours ? PageFigure.stopsByHour : .stopsByDay
    return try reader.reports.run(figure.report, request).rows.compactMap { row in
      guard case .integer(let start) = row[0], case .integer(let stops) = row[3] else { return nil }
      return (start, row[2] == .integer(1), stops)
    }
  }

  /// The chart; nothing where nothing matched.
  func markup(_ request: PageRequest) -> Markup {
    var markup = Markup()
    guard routine.contains(where: { $0 > 0 }) || abnormal.contains(where: { $0 > 0 }) else {
      return markup
    }
    let chart = ColumnChart(
      title: "Stops that match, \(steps.unit)", steps: steps.names, ticks: steps.ticks,
      series: [
        .init(name: "abnormal", ink: .cause(1), values: abnormal),
        .init(name: "routine", ink: .routine, values: routine),
      ], links: steps.starts.map { link($0, request) }, height: 90, starts: steps.starts)
    markup.element(
      "figure",
      [
        "class": "histogram", "id": "histogram", "data-first": "\(steps.origin)",
        "data-step": "\(steps.length)", "data-steps": "\(steps.starts.count)",
      ]
    ) { figure in
      figure.element("figcaption") { caption in
        caption.element("b", text: chart.title)
        caption.append(" ")
        caption.append(Self.legend)
      }
      figure.element("div", ["class": "plot"]) { $0.append(chart.svg(id: "matches")) }
    }
    markup.append(query(request))
    return markup
  }

  private static var legend: Markup {
    var legend = Markup()
    legend.element("span", ["class": "inline-legend"]) { span in
      for (ink, name) in [(ChartInk.cause(1), "abnormal"), (.routine, "routine")] {
        span.append(PageLegend.swatch(ink))
        span.append(" \(name) ")
      }
    }
    return legend
  }

  /// The page with the time of a step.
  private func link(_ start: Int64, _ request: PageRequest) -> String {
    let parameters = request.parameters
      .removing("id", "from", "since", "start", "end")
      .setting("start", to: Timestamp.text(start))
      .setting("end", to: Timestamp.text(start + steps.length - 1))
    return request.link(parameters)
  }

  private func query(_ request: PageRequest) -> Markup {
    var markup = Markup()
    markup.element("details", ["class": "more"]) { details in
      details.element("summary", text: "Query of the chart")
      details.element("pre") { $0.element("code", text: text) }
      details.element("p") {
        $0.element(
          "a", ["href": QueryLink.text(text, scope: request.parameters)], text: "Run it")
      }
    }
    return markup
  }
}
