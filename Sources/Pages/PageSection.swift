import Charts
import Reports

/// A report on a page, and what belongs to it.
struct PageSection {
  let result: ReportResult
  let task: PageTask?
  let title: String

  init(result: ReportResult, task: PageTask? = nil, title: String? = nil) {
    self.result = result
    self.task = task
    self.title = title ?? result.report.title
  }

  /// - Parameters:
  ///   - inks: the colors of causes.
  ///   - isAlone: whether the page has no other section, so that its title stands at the top and nothing is folded.
  ///   - links: where values and rows lead.
  func markup(
    inks: [String: ChartInk], isAlone: Bool, links: PageLinks = PageLinks()
  ) -> Markup {
    let body = body(inks: inks, isAlone: isAlone, links)
    var markup = Markup()
    guard result.report.isFolded, !isAlone else {
      markup.element("section", ["id": result.report.name]) { section in
        if !isAlone { section.append(heading) }
        section.append(body)
      }
      return markup
    }
    // A link to the section in it opens it, and so does a search.
    markup.element("details", ["class": "folded"]) { details in
      details.element("summary") { summary in
        summary.append(heading)
        summary.append(" ")
        summary.element("span", ["class": "count"], text: rowsText)
      }
      details.element("section", ["id": result.report.name]) { $0.append(body) }
    }
    return markup
  }

  private var heading: Markup {
    var heading = Markup()
    heading.element("h2") { BreakableText.append(title, to: &$0) }
    return heading
  }

  private var rowsText: String {
    let count = NumberText.grouped(Int64(result.rows.count))
    if result.rows.isEmpty { return "no rows" }
    return result.rows.count == 1 ? "1 row" : "\(count)\(result.areMore ? "+" : "") rows"
  }

  private func body(inks: [String: ChartInk], isAlone: Bool, _ links: PageLinks) -> Markup {
    var body = Markup()
    let about = AboutText(result.report.about)
    if let task {
      body.append(task.figure)
    } else if !about.first.isEmpty {
      body.element("p", ["class": "about"]) { AboutText.append(about.first, to: &$0) }
    }
    body.append(rows(inks: inks, isAlone: isAlone, links))
    body.append(
      PageQueries.markup(
        [result] + (task.map { [$0.query] } ?? []), named: "Columns and query",
        about: task == nil ? about.rest : result.report.about, explainsColumns: true))
    return body
  }

  private func rows(inks: [String: ChartInk], isAlone: Bool, _ links: PageLinks) -> Markup {
    if let properties = PageProperties(result) { return properties.markup(isAlone: isAlone) }
    let table = PageTable(result, inks: inks, links: links).markup
    guard let map = result.heatMap, map.peak != nil else { return table }
    var rows = Markup()
    rows.append(Self.figure(map, of: result))
    // The map says the same, and says it better.
    rows.element("details") { details in
      details.element("summary", text: "The numbers")
      details.append(table)
    }
    return rows
  }

  private static func figure(_ map: HeatMap, of result: ReportResult) -> Markup {
    var figure = Markup()
    guard let peak = map.peak else { return figure }
    let what = result.heatMapValues
    figure.element("figure") { figure in
      figure.element(
        "figcaption",
        text: "\(what.prefix(1).uppercased())\(what.dropFirst()) by weekday and hour (UTC). "
          + "Most: \(NumberText.short(peak.value)) \(what) on \(peak.row) in the hour from "
          + "\(peak.column):00.")
      figure.element("div", ["class": "plot heat"]) {
        $0.append(
          map.svg(id: "week-\(result.report.name)", title: result.report.title, values: what))
      }
    }
    return figure
  }
}

extension ReportResult {
  /// What a heat map counts, in words: `abnormal stops`.
  fileprivate var heatMapValues: String {
    for case .heatmap(_, _, let name) in report.charts {
      let words = name.split(separator: "_").joined(separator: " ")
      return ["abnormal", "routine"].contains(name) ? "\(words) stops" : words
    }
    return "stops"
  }
}
