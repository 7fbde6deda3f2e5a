import Charts
import Pages
import Rows

/// A column of a query's rows as the page shows it.
struct QueryColumn {
  /// Its place in the rows.
  let index: Int
  let name: String
  private let kind: ResultColumn.Kind
  /// Whether its values are worked out by the query, so that whole numbers are counts and no codes.
  private let isComputed: Bool
  /// Whether all values on the page are numbers.
  let isNumeric: Bool

  /// Longer values are cut, and open to all of them.
  private static let shownMax = 240
  /// Longer values are cut on the page too; data forms have all of them.
  private static let wholeMax = 20_000

  init(
    _ index: Int, _ column: ResultColumn, isComputed: Bool, _ values: some Sequence<Cell>
  ) {
    self.index = index
    name = column.name
    kind = column.kind
    self.isComputed = isComputed
    isNumeric =
      column.kind.isNumeric
      || column.kind == .any && !values.contains { if case .text = $0 { true } else { false } }
  }

  var className: String {
    if isNumeric { return "number" }
    switch kind {
    case .time: return "time"
    case .json: return "json"
    default: return "text"
    }
  }

  func cell(_ value: Cell, links: Markup? = nil) -> Markup {
    var markup = Markup()
    markup.element("td", ["class": className, "data-label": name]) { cell in
      append(value, to: &cell)
      if let links { cell.append(links) }
    }
    return markup
  }

  private func append(_ value: Cell, to cell: inout Markup) {
    switch value {
    case .null: cell.element("span", ["class": "none", "title": "no value"], text: "–")
    case .integer(let number) where isComputed && isNumeric:
      cell.append(NumberText.grouped(number))
    case .text(let text) where text.utf8.count > Self.shownMax:
      let shown = String(text.prefix(Self.shownMax))
      guard shown.utf8.count < text.utf8.count else {
        return BreakableText.append(text, to: &cell)
      }
      cell.element("details", ["class": "long"]) { details in
        details.element("summary") { BreakableText.append(shown + "…", to: &$0) }
        details.element("div") { LongText.append(text, max: Self.wholeMax, to: &$0) }
      }
    default: BreakableText.append(PageText.of(value), to: &cell)
    }
  }
}

/// A value as text, as the command prints it.
enum PageText {
  static func of(_ value: Cell) -> String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number): NumberText.short(number)
    case .text(let text): text
    case .blob(let bytes): bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }
}
