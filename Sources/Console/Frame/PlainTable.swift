import Charts

/// A small table of a page: names of columns, and cells of any content.
struct PlainTable {
  struct Column {
    let name: String
    var isNumber = false
  }

  let label: String
  let columns: [Column]
  private(set) var rows: [[Markup]] = []

  init(_ label: String, _ names: [String], numbers: Set<String> = []) {
    self.label = label
    columns = names.map { Column(name: $0, isNumber: numbers.contains($0)) }
  }

  /// Adds a row: a cell for each column.
  mutating func add(_ cells: [Markup]) { rows.append(cells) }

  /// On a phone each row is a card, as those of reports.
  var markup: Markup {
    var markup = Markup()
    markup.element("div", ["class": "scroll"]) { scroll in
      scroll.element("table", ["class": "few", "role": "table", "aria-label": label]) { table in
        table.element("thead", ["role": "rowgroup"]) { head in
          head.element("tr", ["role": "row"]) { row in
            for column in columns {
              row.element(
                "th",
                ["role": "columnheader", "scope": "col", "class": column.isNumber ? "number" : ""],
                text: column.name)
            }
          }
        }
        table.element("tbody", ["role": "rowgroup"]) { body in
          for cells in rows { body.append(row(cells)) }
        }
      }
    }
    return markup
  }

  private func row(_ cells: [Markup]) -> Markup {
    var row = Markup()
    row.append(verbatim: "\n")
    row.element("tr", ["role": "row"]) { row in
      for (column, cell) in zip(columns, cells) {
        row.element(
          "td",
          [
            "role": "cell", "class": column.isNumber ? "number" : "text", "data-label": column.name,
          ]
        ) { $0.append(cell) }
      }
    }
    return row
  }
}

extension Markup {
  /// Text of any length.
  static func text(_ text: String, max: Int = 200) -> Markup {
    var markup = Markup()
    LongText.append(text, max: max, to: &markup)
    return markup
  }

  static func link(_ link: String, _ text: String) -> Markup {
    var markup = Markup()
    markup.element("a", ["href": link]) { LongText.append(text, max: 200, to: &$0) }
    return markup
  }
}
