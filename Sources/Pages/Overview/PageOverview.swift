package import Charts
package import Reports
import Rows

/// What a page says above its reports: stops by cause, new reasons, and stops over time.
package struct PageOverview: Sendable {
  /// The stops of a cause, by who or what is responsible.
  package struct Cause: Sendable {
    package let category: String
    package let title: String
    package let responsible: String
    package let isAbnormal: Bool
    package let stops: Int64
    package let earlierStops: Int64
  }

  /// An abnormal reason that never occurred before the window.
  package struct News: Sendable {
    package let category: String
    package let reason: String?
    package let stops: Int64
  }

  package let window: ReportWindow
  let scope: ReportScope
  package let causes: [Cause]
  /// Nil where there is nothing before the window to compare with.
  package let news: [News]?
  package let columns: StackedColumns
  /// The colors of the abnormal causes, by category.
  let inks: [String: ChartInk]
  /// What is said below the chart of stops over time.
  let remark: String?
  /// What a reader has to know before the numbers: that there are no stops, or that they end too early.
  package let warning: String?
  /// The queries of the summary, and of the chart.
  let summaryQueries: [ReportResult]
  let columnQueries: [ReportResult]
  /// When the first step of the chart begins and how long each is, in milliseconds.
  package var steps: (first: Int64, length: Int64)?
}

extension PageOverview {
  /// The most frequent of the abnormal causes.
  var mainCause: String? { inks.first { $0.value == .cause(1) }?.key }

  /// Asks the archive.
  init(_ runner: ReportRunner, _ request: ReportRequest) throws {
    var request = request.timeAndScope
    let found = try runner.run(PageFigure.causes.report, request)
    let causes = found.rows.compactMap(Cause.init)
    let new =
      found.window.hasHistory ? try runner.run(PageFigure.newCauses.report, request) : nil
    let steps = PageSteps(found.window)
    let figure = steps.isOfHours ? PageFigure.stopsByHour : .stopsByDay
    request.values =
      steps.isOfHours ? ["hours": "\(steps.hours)"] : ["days": "\(steps.days)"]
    let counted = try runner.run(figure.report, request)
    let ranking = PageRanking(causes)
    self.init(
      window: found.window, scope: found.scope, causes: causes,
      news: new?.rows.compactMap(News.init), columns: ranking.columns(steps, rows: counted.rows),
      inks: ranking.inks, remark: steps.remark, warning: try Self.warning(runner, request),
      summaryQueries: [found] + (new.map { [$0] } ?? []), columnQueries: [counted],
      steps: steps.starts.first.map { ($0, steps.hours * TimeText.hour) })
  }
}

extension PageOverview {
  /// What happened: a warning, the summary, the chart, the causes and the queries of all that.
  ///
  /// - Parameters:
  ///   - isFolded: whether the causes are.
  ///   - links: where causes lead.
  package func markup(isFolded: Bool, links: PageLinks = PageLinks()) -> Markup {
    var markup = Markup()
    if let warning {
      markup.element("p", ["class": "warning", "role": "status"]) {
        BreakableText.append(warning, to: &$0)
      }
    }
    let summary = PageSummary(self)
    markup.append(summary.lead.markup)
    markup.append(summary.rest.markup)
    markup.append(figure(isActive: links.news != nil))
    let causes = PageCauses(self)
    if !causes.isEmpty { markup.append(causes.markup(isFolded: isFolded, links: links)) }
    if let news, let link = links.news { markup.append(PageNews(news, inks).markup(link)) }
    markup.append(
      PageQueries.markup(
        summaryQueries + columnQueries, named: "Queries of the summary and the chart"))
    return markup
  }

  /// The chart of stops over time; nothing without stops.
  ///
  /// - Parameter isActive: whether a script has to know which times it shows.
  private func figure(isActive: Bool) -> Markup {
    var figure = Markup()
    guard !columns.steps.isEmpty, !causes.isEmpty else { return figure }
    figure.element("figure") { figure in
      figure.element("figcaption") { caption in
        caption.element("b", text: columns.title)
        caption.append(", by cause")
      }
      figure.append(PageLegend.markup(columns))
      let plot = columns.svg(id: "over-time")
      if let steps, isActive {
        figure.element(
          "div",
          ["class": "plot", "data-first": "\(steps.first)", "data-step": "\(steps.length)"]
        ) { $0.append(plot) }
      } else {
        figure.element("div", ["class": "plot"]) { $0.append(plot) }
      }
      if let remark { figure.element("p", ["class": "note"], text: remark) }
    }
    return figure
  }

  private static func warning(_ runner: ReportRunner, _ request: ReportRequest) throws -> String? {
    let stops = runner.archiveStops
    let silence = try stops.silence(of: request)
    let emptiness = try stops.emptiness(of: request)
    var sentences = [try stops.limits(of: request), emptiness]
    // The newest stop of a bundle is not that of its source.
    if emptiness == nil || stops.extract != nil { sentences.append(silence) }
    // What was never there is not missing.
    if silence != nil,
      try emptiness == nil || stops.newest(in: request.scope, asOf: request.now) != nil
    {
      sentences.append("later stops are missing here; check that exports are still being imported")
    }
    sentences.append(try stops.future(asOf: request.now))
    let text = sentences.compactMap(\.self).map { sentence in
      sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }
    return text.isEmpty ? nil : text.joined(separator: " ")
  }
}

extension PageOverview.Cause {
  init?(_ row: [Cell]) {
    guard row.count == 6, case .text(let category) = row[0], case .integer(let stops) = row[4],
      case .integer(let earlier) = row[5]
    else { return nil }
    self.category = category
    if case .text(let title) = row[1] { self.title = title } else { self.title = category }
    if case .text(let name) = row[2] { responsible = name } else { responsible = "unknown" }
    isAbnormal = row[3] != .integer(0)
    self.stops = stops
    earlierStops = earlier
  }
}

extension PageOverview.News {
  init?(_ row: [Cell]) {
    guard row.count == 3, case .text(let category) = row[0], case .integer(let stops) = row[2]
    else { return nil }
    self.category = category
    if case .text(let text) = row[1] { reason = text } else { reason = nil }
    self.stops = stops
  }
}

/// Which causes have a color of their own: the most frequent of the abnormal ones.
struct PageRanking {
  /// The abnormal causes, the most frequent first, each once.
  private let causes: [(category: String, title: String)]

  init(_ causes: [PageOverview.Cause]) {
    var stops: [String: Int64] = [:]
    var titles: [String: String] = [:]
    for cause in causes where cause.isAbnormal && cause.stops > 0 {
      stops[cause.category, default: 0] += cause.stops
      titles[cause.category] = cause.title
    }
    self.causes =
      stops.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { ($0.key, titles[$0.key] ?? $0.key) }
  }

  /// One cause more than there are colors has the last one for itself.
  private var own: ArraySlice<(category: String, title: String)> {
    causes.prefix(causes.count == ChartInk.causesMax + 1 ? causes.count : ChartInk.causesMax)
  }

  var inks: [String: ChartInk] {
    var inks: [String: ChartInk] = [:]
    for (index, cause) in causes.enumerated() {
      inks[cause.category] = index < ChartInk.causesMax ? .cause(index + 1) : .otherCauses
    }
    return inks
  }

  /// - Parameter rows: where a step begins, the category, whether it is abnormal, the stops.
  func columns(_ steps: PageSteps, rows: [[Cell]]) -> StackedColumns {
    let empty = Array(repeating: 0.0, count: steps.starts.count)
    var abnormal: [String: [Double]] = [:]
    var routine = empty
    for row in rows {
      guard row.count == 4, case .integer(let start) = row[0], case .text(let category) = row[1],
        let stops = row[3].number, let step = steps.index(ofStart: start)
      else { continue }
      if row[2] == .integer(0) {
        routine[step] += stops
      } else {
        abnormal[category, default: empty][step] += stops
      }
    }
    let inks = inks
    var series = own.map { cause in
      StackedColumns.Series(
        name: cause.title, ink: inks[cause.category] ?? .otherCauses,
        values: abnormal.removeValue(forKey: cause.category) ?? empty)
    }
    if !abnormal.isEmpty {
      let sums = empty.indices.map { step in abnormal.values.reduce(0) { $0 + $1[step] } }
      series.append(
        .init(
          name: abnormal.count == 1 ? "1 other cause" : "\(abnormal.count) other causes",
          ink: .otherCauses, values: sums))
    }
    return StackedColumns(
      title: "Stops \(steps.unit)", steps: steps.names, ticks: steps.ticks, abnormal: series,
      routine: [.init(name: "routine", ink: .routine, values: routine)])
  }
}
