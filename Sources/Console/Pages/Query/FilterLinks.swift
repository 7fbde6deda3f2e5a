import Charts
import JSON
import Rows

/// The links "only" and "not" beside the values of a column.
struct FilterLinks {
  private let filter: ColumnFilter
  /// What is before and after the condition in the link, with its percent codes.
  private let head: String
  private let tail: String

  init(_ filter: ColumnFilter, _ request: PageRequest) {
    self.filter = filter
    let others = request.parameters.removing("q", "id", "from")
    head =
      ConsoleLink.text(QueryPage.path, others) + (others.pairs.isEmpty ? "?" : "&") + "q="
      + PercentCode.encoded(filter.before + "filter ")
    tail = PercentCode.encoded(filter.after)
  }

  /// The page of the query with one more filter; nil for a value that has none.
  func link(_ value: Cell, isNot: Bool) -> String? {
    filter.condition(value, isNot: isNot).map { head + PercentCode.encoded($0) + tail }
  }

  func markup(_ value: Cell) -> Markup {
    var markup = Markup()
    guard let only = link(value, isNot: false), let not = link(value, isNot: true) else {
      return markup
    }
    markup.element("span", ["class": "filters"]) { span in
      span.element(
        "a", ["href": only, "title": "Only rows with this value", "rel": "nofollow"], text: "only")
      span.append(" ")
      span.element(
        "a", ["href": not, "title": "Only rows without this value", "rel": "nofollow"], text: "not")
    }
    return markup
  }
}
