import Charts
import Verdicts

/// The abnormal reasons that never occurred before a window, each with a link to its stops.
struct PageNews {
  private let news: [PageOverview.News]
  private let inks: [String: ChartInk]

  static let title = "New reasons"
  /// How many are listed.
  private static let shownMax = 10

  init(_ news: [PageOverview.News], _ inks: [String: ChartInk]) {
    self.news = news
    self.inks = inks
  }

  /// - Parameter link: where a cause and reason lead.
  func markup(_ link: (_ category: String, _ reason: String?) -> String?) -> Markup {
    var markup = Markup()
    guard !news.isEmpty else { return markup }
    markup.element("section", ["class": "causes", "id": "news"]) { section in
      section.element("h2", text: Self.title)
      section.element("ul") { list in
        for one in news.prefix(Self.shownMax) {
          list.element("li") { $0.append(item(one, link(one.category, one.reason))) }
        }
      }
      let others = news.count - Self.shownMax
      if others > 0 {
        section.element(
          "p", ["class": "note"], text: "And \(Quantity.of(others, "more rare reason")).")
      }
    }
    return markup
  }

  private func item(_ one: PageOverview.News, _ link: String?) -> Markup {
    var item = Markup()
    item.element("p", ["class": "cause"]) { line in
      if let ink = inks[one.category] { line.append(PageLegend.swatch(ink)) }
      let title = StopCategory(rawValue: one.category)?.title ?? one.category
      line.element("b", ["title": one.category], text: title)
      line.append(" ")
      line.element("span", ["class": "count"], text: Quantity.of(Int(one.stops), "stop"))
      if let link {
        line.append(" ")
        line.element("a", ["href": link], text: "these stops")
      }
    }
    if let reason = one.reason {
      item.element("p") { BreakableText.append(PageSummary.shortened(reason), to: &$0) }
    }
    return item
  }
}
