import Charts
import Reports
import Rows

/// A report's rows as a table of a page: the first ones, and the others folded.
struct PageTable {
  /// How many rows are shown at first.
  static let rowsShown = 10

  private let result: ReportResult
  private let inks: [String: ChartInk]
  private let links: PageLinks
  private let columns: [PageColumn]
  /// What is the same in all rows, said once above them.
  private let constants: [(name: String, value: String)]
  /// The names of columns that have no value at all.
  private let empty: [String]

  /// - Parameters:
  ///   - inks: the colors that categories have in the page's chart.
  ///   - links: where values and rows lead.
  init(_ result: ReportResult, inks: [String: ChartInk], links: PageLinks) {
    self.result = result
    self.inks = inks
    self.links = links
    let constants = result.constantColumns
    self.constants = constants.map { ($0.name, PageCell.text(of: $0.value)) }
    let empty = result.emptyColumns
    self.empty = empty.map { result.columns[$0].name }
    columns = result.columns.indices.filter { index in
      !empty.contains(index) && !constants.contains { $0.index == index }
    }.map { PageColumn($0, of: result) }
  }

  var markup: Markup {
    var markup = Markup()
    guard !result.rows.isEmpty else {
      markup.element("p", ["class": "note"], text: "No rows.")
      return markup
    }
    if let remark {
      markup.element("p", ["class": "note"]) { BreakableText.append(remark, to: &$0) }
    }
    let rows = result.rows
    markup.element("div", ["class": "table"]) { markup in
      markup.append(table(rows.prefix(Self.rowsShown), isFirst: true))
      guard rows.count > Self.rowsShown else { return }
      markup.element("details", ["class": "rows"]) { details in
        let count = NumberText.grouped(Int64(rows.count))
        details.element("summary") { summary in
          summary.element("span", ["class": "screen"], text: "Show all \(count) rows")
          summary.element("span", ["class": "paper"], text: "\(Self.rowsShown) of \(count) rows")
        }
        details.append(table(rows.dropFirst(Self.rowsShown), isFirst: false))
      }
    }
    if result.areMore {
      markup.element("p", ["class": "note"]) { $0.append(links.cut(rows.count)) }
    }
    return markup
  }
}

extension PageTable {
  /// How much room a table needs, as a class of the style sheet: the rows of a table without room are cards.
  enum Width: String, CaseIterable {
    case widest, wide, many, few

    /// - Parameter weight: of all columns together.
    init(weight: Int) {
      self =
        switch weight {
        case ...10: .few
        case ...16: .many
        case ...19: .wide
        default: .widest
        }
    }

    /// Where the rows are cards: on a phone, also on a tablet, everywhere but on very wide screens, or everywhere.
    var cardMedia: String {
      switch self {
      case .few: "screen and (max-width: 50rem)"
      case .many: "(max-width: 76rem)"
      case .wide: "(max-width: 100rem)"
      case .widest: "all"
      }
    }
  }

  private var width: Width { Width(weight: columns.reduce(0) { $0 + $1.weight }) }

  /// What the rows do not say again.
  private var remark: String? {
    let same = constants.map { "\(Self.words($0.name)) \($0.value)" }.joined(separator: ", ")
    let none = empty.map(Self.words).joined(separator: ", ")
    let parts = [
      same.isEmpty ? "" : "Same in every row: \(same).", none.isEmpty ? "" : "No values: \(none).",
    ]
    let text = parts.filter { !$0.isEmpty }.joined(separator: " ")
    return text.isEmpty ? nil : text
  }

  private static func words(_ name: String) -> String {
    String(name.map { $0 == "_" ? " " : $0 })
  }

  private func table(_ rows: ArraySlice<[Cell]>, isFirst: Bool) -> Markup {
    var table = Markup()
    let id = "table-\(result.report.name)"
    let title = result.report.title
    table.element("div", ["class": "scroll"]) { scroll in
      // Roles, because rows that are shown as cards lose theirs.
      scroll.element(
        "table",
        [
          "class": width.rawValue, "role": "table",
          "id": isFirst ? id : id + "-more",
          "aria-label": isFirst ? title : "\(title), other rows",
        ]
      ) { table in
        table.append(head)
        table.element("tbody", ["role": "rowgroup"]) { body in
          for row in rows { body.append(line(row)) }
        }
      }
    }
    return table
  }

  private var head: Markup {
    var head = Markup()
    head.element("thead", ["role": "rowgroup"]) { group in
      group.element("tr", ["role": "row"]) { row in
        for column in columns { row.append(Self.head(column)) }
        if links.stops != nil { row.append(Self.headOfLinks) }
      }
    }
    return head
  }

  private static func head(_ column: PageColumn) -> Markup {
    var head = Markup()
    head.element(
      "th",
      [
        "role": "columnheader", "scope": "col",
        "class": column.form.className + (column.largest == nil ? "" : " barred"),
        "data-name": column.words, "data-order": column.form.isDescending ? "down" : "up",
        "title": column.meaning ?? column.name,
      ]
    ) { cell in
      BreakableText.append(column.words, to: &cell)
      guard case .time = column.form else { return }
      cell.append(" ")
      cell.element("small", text: "UTC")
    }
    return head
  }

  private static var headOfLinks: Markup {
    var head = Markup()
    head.element("th", ["role": "columnheader", "scope": "col", "class": "links"]) { cell in
      cell.element("span", ["class": "unseen"], text: "Links")
    }
    return head
  }

  /// What leads to the stops of a row.
  private func link(
    of row: [Cell], _ stops: (ReportResult, [Cell]) -> (link: String, name: String)?
  ) -> Markup {
    var cell = Markup()
    cell.element("td", ["role": "cell", "class": "links"]) { cell in
      guard let (link, name) = stops(result, row) else { return }
      cell.element("a", ["href": link], text: name)
    }
    return cell
  }

  private func line(_ row: [Cell]) -> Markup {
    var line = Markup()
    let isRoutine = result.isRoutine(row)
    line.append(verbatim: "\n")
    line.element("tr", isRoutine ? ["role": "row", "class": "routine"] : ["role": "row"]) { line in
      for column in columns {
        line.append(
          PageCell(
            value: row[column.index], column: column,
            ink: isRoutine ? nil : ink(of: row[column.index]), links: links
          ).markup)
      }
      if let stops = links.stops { line.append(link(of: row, stops)) }
    }
    return line
  }

  private func ink(of value: Cell) -> ChartInk? {
    if case .text(let category) = value { inks[category] } else { nil }
  }
}
