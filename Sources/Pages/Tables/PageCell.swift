import Charts
import Reports
import Rows
import Verdicts

/// A value in a table of a page.
struct PageCell {
  let value: Cell
  let column: PageColumn
  /// The color of its cause in the page's chart; nil if it has none.
  let ink: ChartInk?
  let links: PageLinks

  /// A cell of a table.
  var markup: Markup {
    var markup = Markup()
    let name = className
    guard value != .null else {
      markup.element("td", ["role": "cell", "class": name]) { _ in }
      return markup
    }
    if let sortKey {
      markup.element(
        "td",
        ["role": "cell", "class": name, "data-label": label, "data-value": sortKey]
      ) {
        $0.append(content)
      }
    } else {
      markup.element("td", ["role": "cell", "class": name, "data-label": label]) {
        $0.append(content)
      }
    }
    return markup
  }

  private var className: String {
    column.form.className + (column.isTitle ? " title" : "") + (column.isProse ? " prose" : "")
      + (column.isKind ? " kind" : "") + (column.largest == nil ? "" : " barred")
  }

  /// What a narrow screen shows before the value.
  private var label: String {
    if case .time = column.form { column.words + " (UTC)" } else { column.words }
  }

  /// What the rows are sorted by; nil if it is the text shown.
  private var sortKey: String? {
    switch (value, column.form) {
    case (.integer(let number), .number), (.integer(let number), .duration),
      (.integer(let number), .percent):
      "\(number)"
    case (.real(let number), _): NumberText.plain(number)
    case (.text(let text), .time), (.text(let text), .task): text
    default: nil
    }
  }

  private var content: Markup {
    var content = Markup()
    switch (value, column.form) {
    case (.integer(let number), .number(let unit)) where column.decimals == 0:
      append(NumberText.grouped(number) + Self.suffix(unit), to: &content)
    case (.integer, .number(let unit)), (.real, .number(let unit)):
      let text = NumberText.aligned(value.number ?? 0, decimals: column.decimals)
      append(text + Self.suffix(unit), to: &content)
    case (.integer, .percent), (.real, .percent):
      append(NumberText.aligned(value.number ?? 0, decimals: column.decimals) + " %", to: &content)
    case (.integer, .duration(let unit)), (.real, .duration(let unit)):
      append(DurationText.text(seconds: (value.number ?? 0) * unit / 1000), to: &content)
    case (.text(let text), .time):
      // Seconds are enough to read; the rest is there for sorting.
      content.element("span", text: String(text.prefix(10)))
      content.append(" ")
      content.element("span", text: String(text.dropFirst(11).prefix(8)))
    case (.text(let arn), .task):
      Self.append(id: arn, shown: Self.idOfTask(arn), link: links.task(arn), to: &content)
    case (.text(let text), .spark):
      if let curve = Sparkline(json: text) {
        content.append(curve.svg(name: label))
      } else {
        content.append(text)
      }
    case (.text(let text), .cause): append(cause: text, to: &content)
    // Among values of several kinds, too.
    case (.text(let text), .text) where Self.isCause(text),
      (.text(let text), .long) where Self.isCause(text):
      append(cause: text, to: &content)
    default: Self.append(value, isShortened: column.isShortened, to: &content)
    }
    return content
  }

  private static func suffix(_ unit: String?) -> String { unit.map { " " + $0 } ?? "" }

  /// A number, with a bar that tells nothing else.
  private func append(_ number: String, to content: inout Markup) {
    guard let largest = column.largest else { return content.append(number) }
    content.element("span", text: number)
    content.append(BarSVG.markup(value.number ?? 0, largest: largest))
  }

  /// Whether a text can only be the name of a cause: `out_of_memory`, not `unknown`.
  private static func isCause(_ text: String) -> Bool {
    text.contains("_") && StopCategory(rawValue: text) != nil
  }

  private func append(cause: String, to content: inout Markup) {
    if let ink { content.append(PageLegend.swatch(ink)) }
    let title = StopCategory(rawValue: cause)?.title
    content.element("span", ["title": cause]) { BreakableText.append(title ?? cause, to: &$0) }
  }
}

extension PageCell {
  /// Appends a value of any kind; a shortened one has all of it as its tooltip, and can be copied.
  static func append(_ value: Cell, isShortened: Bool = true, to content: inout Markup) {
    let text = text(of: value)
    if isShortened, let short = ShortName(of: text) {
      append(id: text, shown: short.text, to: &content)
    } else {
      BreakableText.append(text, to: &content)
    }
  }

  /// The script puts a button beside it that copies the tooltip.
  private static func append(
    id: String, shown: String, link: String? = nil, to content: inout Markup
  ) {
    content.element("code", ["class": "id", "title": id]) { code in
      guard let link else { return BreakableText.append(shown, to: &code) }
      code.element("a", ["href": link]) { BreakableText.append(shown, to: &$0) }
    }
  }

  /// The beginning of a task's id, which is enough to ask for it.
  private static func idOfTask(_ arn: String) -> String {
    String((arn.split(separator: "/").last ?? arn[...]).prefix(8))
  }

  static func text(of value: Cell) -> String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number): NumberText.short(number)
    case .text(let text): text
    case .blob(let bytes):
      bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
  }
}
