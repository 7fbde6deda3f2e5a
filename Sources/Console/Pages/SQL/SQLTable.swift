import Charts
import LogsAPI
import Pages
import Rows

/// The rows of a statement as a table, some hundred at a time.
struct SQLTable {
  private let result: SQLResult
  private let request: PageRequest
  private let range: Range<Int>
  private let rows: [[Cell]]
  private let columns: [QueryColumn]

  init(_ result: SQLResult, from: Int, _ request: PageRequest) throws {
    self.result = result
    self.request = request
    let first = min(from, max(0, result.rows.count - 1))
    range = first..<min(result.rows.count, first + QueryTable.rowsShown)
    let rows = try result.cells(range)
    self.rows = rows
    columns = result.rows.columns.enumerated().map { index, column in
      QueryColumn(index, column, isComputed: false, rows.lazy.map { $0[index] })
    }
  }

  var markup: Markup {
    var markup = Markup()
    if !rows.isEmpty {
      markup.element("div", ["class": "scroll rows"]) { scroll in
        scroll.element("table", ["id": "rows", "aria-label": "Rows of the statement"]) { table in
          table.append(head)
          table.element("tbody") { body in
            for row in rows {
              body.append(verbatim: "\n")
              body.element("tr") { line in
                for column in columns { line.append(column.cell(row[column.index])) }
              }
            }
          }
        }
      }
    }
    markup.element("p", ["class": "statistics", "id": "statistics"]) { line in
      line.append(statistics)
      line.append(pages)
    }
    if result.isCut {
      markup.element(
        "p", ["class": "note cut"],
        text: "There are more rows: this page reads at most \(Quantity.count(SQLPage.rowsMax)). "
          + "ecs-stops sql gives all of them.")
    }
    if !rows.isEmpty { markup.append(DataLinks.markup(request)) }
    return markup
  }

  private var head: Markup {
    var head = Markup()
    head.element("thead") { head in
      head.element("tr") { row in
        for column in columns {
          row.element("th", ["scope": "col", "class": column.className]) {
            BreakableText.append(column.name, to: &$0)
          }
        }
      }
    }
    return head
  }

  private var statistics: String {
    let count = result.rows.count
    let shown =
      range.count < count
      ? "rows \(Quantity.count(range.lowerBound + 1)) to \(Quantity.count(range.upperBound)) of "
        + Quantity.count(count) : Quantity.of(count, "row")
    return "\(shown); \(NumberText.grouped(result.milliseconds)) ms. "
  }

  private var pages: Markup {
    var pages = Markup()
    if range.lowerBound > 0 {
      let before = max(0, range.lowerBound - QueryTable.rowsShown)
      pages.element("a", ["href": link(from: before), "rel": "prev"], text: "previous rows")
      pages.append(" ")
    }
    if range.upperBound < result.rows.count {
      pages.element("a", ["href": link(from: range.upperBound), "rel": "next"], text: "next rows")
    }
    return pages
  }

  private func link(from first: Int) -> String {
    request.link(request.parameters.setting("from", to: "\(first)"))
  }
}
