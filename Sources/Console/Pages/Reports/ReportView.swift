import Charts
import Pages
import Reports
import Rows

/// What the page of a report has around the report: where its rows lead, and other times, forms and languages of it.
struct ReportView {
  private let result: ReportResult
  private let asked: ReportAsked
  private let request: PageRequest

  init(_ result: ReportResult, _ asked: ReportAsked, _ request: PageRequest) {
    self.result = result
    self.asked = asked
    self.request = request
  }

  /// Where values and rows lead.
  var links: PageLinks {
    var links = PageLinks(request)
    let kinds = request.parameters.only(ReportScope.Kind.allCases.map(\.rawValue))
    let hasLinks = result.rows.contains { RowStops($0, of: result) != nil }
    if hasLinks {
      links.stops = { result, row in
        guard let stops = RowStops(row, of: result) else { return nil }
        let times = URLParameters(start: stops.times.lowerBound, end: stops.times.upperBound)
        return (
          QueryLink.text(stops.query, scope: URLParameters(times.pairs + kinds.pairs)),
          stops.isExact ? "these stops" : "related stops"
        )
      }
    }
    links.cut = { [self] in cut($0) }
    return links
  }

  /// What is said where rows are left out.
  private func cut(_ count: Int) -> Markup {
    var text = Markup()
    let of = result.total.map { " of \(Quantity.count($0))" } ?? ""
    text.append("The first \(Quantity.count(count))\(of) rows. ")
    let next = min(count * 10, ReportAsked.rowsMax)
    guard next > count else { return text }
    text.element(
      "a",
      ["href": request.link(request.parameters.setting(ReportAsked.Name.limit, to: "\(next)"))],
      text: "Show up to \(Quantity.count(next))")
    return text
  }

  var footer: Markup {
    var markup = Markup()
    if let neighbors { markup.append(neighbors) }
    markup.append(languages)
    markup.append(DataLinks.markup(request))
    return markup
  }

  /// The same report of the time before, and after.
  private var neighbors: Markup? {
    let (length, isLong) = result.window.last.subtractingReportingOverflow(result.window.first)
    guard !result.window.isWholeArchive, !isLong, length > 0, length < Int64.max / 4,
      abs(result.window.first) < Int64.max / 4
    else { return nil }
    let first = result.window.first
    var markup = Markup()
    markup.element("p", ["class": "data neighbors"]) { line in
      line.append("Other times: ")
      let windows = [
        ("the window before", first - length - 1), ("the window after", first + length + 1),
      ]
      for (name, start) in windows {
        let times = URLParameters(start: start, end: start + length)
        let parameters = request.parameters.removing("since", "start", "end")
        line.element(
          "a", ["href": request.link(URLParameters(parameters.pairs + times.pairs))], text: name)
        line.append(" ")
      }
    }
    return markup
  }

  /// The queries of the report, where they can be changed.
  private var languages: Markup {
    var markup = Markup()
    let sql = ConsoleLink.sql(result.sql)
    guard sql != nil || result.insights != nil else { return markup }
    markup.element("p", ["class": "data"]) { line in
      line.append("Open in: ")
      if let insights = result.insights {
        let times = URLParameters(start: result.window.first, end: result.window.last)
        line.element(
          "a", ["href": QueryLink.text(insights, scope: times)], text: "the query page")
        line.append(" ")
      }
      if let sql { line.element("a", ["href": sql], text: "SQL") }
    }
    return markup
  }
}
