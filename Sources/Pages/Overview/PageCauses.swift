import Charts
import Reports
import Verdicts

/// The abnormal causes of a window, and what to do about each.
struct PageCauses {
  private struct Cause {
    let category: String
    let title: String
    let stops: Int64
    /// Who or what is responsible, the most frequent first.
    let responsible: [String]
  }

  /// The most frequent first.
  private let causes: [Cause]
  private let stops: Int64
  private let inks: [String: ChartInk]

  static let title = "Causes, and what to do"
  /// How many causes are shown at first.
  private static let shownMax = 6

  init(_ overview: PageOverview) {
    let abnormal = overview.causes.filter { $0.isAbnormal && $0.stops > 0 }
    inks = overview.inks
    stops = abnormal.reduce(0) { $0 + $1.stops }
    causes = Dictionary(grouping: abnormal, by: \.category).map { category, parts in
      Cause(
        category: category, title: parts[0].title, stops: parts.reduce(0) { $0 + $1.stops },
        responsible: parts.sorted { ($1.stops, $0.responsible) < ($0.stops, $1.responsible) }
          .map(\.responsible))
    }.sorted { ($1.stops, $0.category) < ($0.stops, $1.category) }
  }

  var isEmpty: Bool { causes.isEmpty }

  /// - Parameters:
  ///   - isFolded: whether all of it is folded.
  ///   - links: where causes lead.
  func markup(isFolded: Bool, links: PageLinks) -> Markup {
    var markup = Markup()
    guard !causes.isEmpty else { return markup }
    if isFolded {
      markup.element("details") { details in
        details.element("summary", text: Self.title)
        details.append(list(causes[...], links))
      }
      return markup
    }
    markup.element("section", ["class": "causes", "id": "causes"]) { section in
      section.element("h2", text: Self.title)
      section.append(list(causes.prefix(Self.shownMax), links))
      let others = causes.dropFirst(Self.shownMax)
      guard !others.isEmpty else { return }
      section.element("details", ["class": "rows"]) { details in
        details.element("summary") { summary in
          summary.element("span", ["class": "screen"], text: "Show all \(causes.count) causes")
          summary.element(
            "span", ["class": "paper"], text: "\(Self.shownMax) of \(causes.count) causes")
        }
        details.append(list(others, links))
      }
    }
    return markup
  }

  private func list(_ causes: ArraySlice<Cause>, _ links: PageLinks) -> Markup {
    var list = Markup()
    list.element("ul") { list in
      for cause in causes {
        list.element("li") { $0.append(item(cause, links)) }
      }
    }
    return list
  }

  private func item(_ cause: Cause, _ links: PageLinks) -> Markup {
    var item = Markup()
    item.element("p", ["class": "cause"]) { line in
      if let ink = inks[cause.category] { line.append(PageLegend.swatch(ink)) }
      line.element("b", ["title": cause.category], text: cause.title)
      line.append(" ")
      line.element(
        "span", ["class": "count"],
        text: "\(NumberText.grouped(cause.stops)) of \(NumberText.grouped(stops)) "
          + "(\(PageSummary.share(cause.stops, of: stops)))")
      if let link = links.cause(cause.category) {
        line.append(" ")
        line.element("a", ["href": link], text: "these stops")
      }
    }
    item.element("p") { line in
      let names = cause.responsible.map(PageSummary.bearer(of:))
      line.append("Attributed to \(names.joined(separator: " or ")).")
      guard let advice = StopCategory(rawValue: cause.category)?.advice, !advice.isEmpty else {
        return
      }
      line.append(" ")
      BreakableText.append(advice, to: &line)
    }
    return item
  }
}
