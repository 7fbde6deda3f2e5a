import Charts
import Pages

/// The fields as a table: each leads to its values, and to a query.
struct FieldTable {
  private let summary: FieldSummary
  private let request: PageRequest

  private static let columns = [
    ("Field", "text"), ("Share", "number barred"), ("Type", "text"), ("Example", "text"),
    ("Query", "text"),
  ]

  init(_ summary: FieldSummary, _ request: PageRequest) {
    self.summary = summary
    self.request = request
  }

  var markup: Markup {
    var markup = Markup()
    markup.element("div", ["class": "scroll"]) { scroll in
      scroll.element(
        "table",
        [
          "class": "few fields", "role": "table", "aria-label": "Fields",
          "data-filter": "Fields with this text",
        ]
      ) { table in
        table.append(Self.head)
        table.element("tbody", ["role": "rowgroup"]) { body in
          for row in summary.rows { body.append(line(row)) }
        }
      }
    }
    return markup
  }

  private static var head: Markup {
    var head = Markup()
    head.element("thead", ["role": "rowgroup"]) { group in
      group.element("tr", ["role": "row"]) { row in
        for (name, className) in columns {
          row.element(
            "th", ["role": "columnheader", "scope": "col", "class": className], text: name)
        }
      }
    }
    return head
  }

  private func line(_ row: FieldSummary.Row) -> Markup {
    let scope = request.parameters.only(ConsoleScope.names)
    var line = Markup()
    line.append(verbatim: "\n")
    line.element("tr", ["role": "row"]) { line in
      line.element("td", ["role": "cell", "class": "text title"]) { cell in
        cell.element("a", ["href": ConsoleLink.text("/fields/", row.name, scope)]) {
          BreakableText.append(row.name, to: &$0)
        }
      }
      line.element("td", ["role": "cell", "class": "number barred", "data-label": "Share"]) {
        cell in
        cell.element("span", text: row.shareText)
        cell.append(BarSVG.markup(row.percent ?? 0, largest: 100))
      }
      line.element("td", ["role": "cell", "class": "text", "data-label": "Type"]) {
        $0.append(row.types.joined(separator: ", "))
      }
      line.element("td", ["role": "cell", "class": "text", "data-label": "Example"]) { cell in
        BreakableText.append(row.example ?? "", to: &cell)
      }
      line.element("td", ["role": "cell", "class": "text", "data-label": "Query"]) { cell in
        for (name, query) in row.queries {
          cell.element(
            "a",
            [
              "href": ConsoleLink.text("/query", scope.setting("q", to: query)),
              "aria-label": "Query the \(name) of \(row.name)",
            ], text: name)
          cell.append(" ")
        }
      }
    }
    return line
  }
}

extension FieldSummary.Row {
  var shareText: String { percent.map { NumberText.short($0, decimals: 1) + " %" } ?? "< 1 %" }

  /// What is asked of a field first: how often each value is there, and the last stops that have it.
  fileprivate var queries: [(name: String, text: String)] {
    [
      ("counts", "stats count(*) as stops by \(written)\n| sort stops desc"),
      (
        "stops",
        "filter ispresent(\(written))\n| fields @timestamp, \(written)\n| sort @timestamp desc\n| limit 100"
      ),
    ]
  }
}
