import Charts
import LogsAPI
import LogsInsights
import Pages
import Rows

/// The rows of a query as a table: some hundred at a time, with links to the next ones.
struct QueryTable {
  /// How many rows a page has: some thousand would make a browser slow.
  static let rowsShown = 200

  private let draft: QueryDraft
  private let result: QueryResult
  private let request: PageRequest
  private let range: Range<Int>
  private let rows: [[Cell]]
  private let columns: [QueryColumn]
  /// The links of the values of each column.
  private let links: [FilterLinks?]
  /// The place of the pointer to the event that a row is of.
  private let pointer: Int?

  init(_ draft: QueryDraft, _ result: QueryResult, _ request: PageRequest) throws {
    self.draft = draft
    self.result = result
    self.request = request
    let count = result.rows.count
    let first = min(draft.asked.from, max(0, count - 1))
    range = first..<min(count, first + Self.rowsShown)
    let rows = try QuerySort(draft, result).rows(range)
    self.rows = rows
    let names = result.rows.columns
    pointer = names.firstIndex { $0.name == "@ptr" }
    let origins = draft.plan.outputOrigins
    columns = names.indices.filter { !draft.hasPointer || $0 < names.count - 1 }.map { index in
      QueryColumn(
        index, names[index], isComputed: !origins[index].isField, rows.lazy.map { $0[index] })
    }
    links = draft.filters.map { $0.map { FilterLinks($0, request) } }
  }

  /// The page of the rows that are shown, whatever part of them.
  private var parameters: URLParameters {
    request.parameters.removing("from").setting("id", to: result.job.question.id)
  }

  /// The page whose data links give these rows.
  var dataRequest: PageRequest { request.with(parameters.removing("view")) }

  var markup: Markup {
    var markup = Markup()
    guard !rows.isEmpty else { return markup }
    markup.append(pages)
    markup.element("div", ["class": "scroll rows"]) { scroll in
      scroll.element("table", ["id": "rows", "aria-label": "Rows of the query"]) { table in
        table.append(head)
        table.element("tbody") { body in
          for row in rows { body.append(line(row)) }
        }
      }
    }
    if result.rows.count > Self.rowsShown { markup.append(pages) }
    return markup
  }

  /// The rows as plain text, in the same parts.
  var text: Markup {
    get throws {
      var markup = Markup()
      markup.append(pages)
      let count = result.rows.columns.count - (draft.hasPointer ? 1 : 0)
      try markup.append(
        QueryViews.text(
          Array(result.rows.columns.prefix(count)), rows.map { Array($0.prefix(count)) }))
      return markup
    }
  }

  private var head: Markup {
    var head = Markup()
    head.element("thead") { head in
      head.element("tr") { row in
        if pointer != nil {
          row.element("th", ["scope": "col", "class": "row"]) {
            $0.element("span", ["class": "unseen"], text: "Task")
          }
        }
        for column in columns { row.append(heading(column)) }
      }
    }
    return head
  }

  /// A click sorts all rows of the result, not only those shown.
  private func heading(_ column: QueryColumn) -> Markup {
    var heading = Markup()
    let sorted = draft.asked.sort.flatMap { $0.column == column.name ? $0 : nil }
    let isDescending = sorted.map { !$0.isDescending } ?? column.isNumeric
    let link = request.link(
      parameters.setting(
        "sort", to: QueryAsked.Sort(column.name, isDescending: isDescending).text))
    heading.element(
      "th",
      [
        "scope": "col", "class": column.className, "data-name": column.name,
        "aria-sort": sorted.map { $0.isDescending ? "descending" : "ascending" } ?? "none",
      ]
    ) { cell in
      cell.element(
        "a", ["href": link, "title": "Sort the rows by \(column.name)", "rel": "nofollow"]
      ) {
        BreakableText.append(column.name, to: &$0)
      }
    }
    return heading
  }

  private func line(_ row: [Cell]) -> Markup {
    var line = Markup()
    line.append(verbatim: "\n")
    line.element("tr") { line in
      if let pointer { line.append(self.pointer(row[pointer])) }
      for column in columns {
        let value = row[column.index]
        line.append(column.cell(value, links: links[column.index]?.markup(value)))
      }
    }
    return line
  }

  /// The links of a row that is an event: its task, and all its fields.
  private func pointer(_ cell: Cell) -> Markup {
    var markup = Markup()
    markup.element("td", ["class": "row"]) { markup in
      guard case .text(let arn) = cell else { return }
      let id = arn.split(separator: "/").last.map(String.init) ?? arn
      let scope = request.parameters.only(ConsoleScope.names)
      markup.element(
        "a",
        [
          "class": "task", "href": ConsoleLink.text("/tasks/", id, scope),
          "title": "The page of task \(id)",
        ], text: "task")
      markup.append(" ")
      markup.element(
        "a",
        [
          "class": "open",
          "href": ConsoleLink.text(QueryRowPage.path, scope.setting("ptr", to: arn)),
          "title": "All fields of this event",
        ], text: "fields")
    }
    return markup
  }

  /// Which rows these are, and links to the others.
  private var pages: Markup {
    var markup = Markup()
    let count = result.rows.count
    guard count > Self.rowsShown || range.lowerBound > 0 else { return markup }
    markup.element("p", ["class": "pages-of-rows"]) { line in
      line.append(
        "Rows \(Quantity.count(range.lowerBound + 1)) to \(Quantity.count(range.upperBound)) of "
          + "\(Quantity.count(count)). ")
      if range.lowerBound > 0 {
        line.element(
          "a",
          [
            "href": link(from: max(0, range.lowerBound - Self.rowsShown)), "rel": "prev",
          ], text: "previous \(Self.rowsShown)")
        line.append(" ")
      }
      if range.upperBound < count {
        let next = min(Self.rowsShown, count - range.upperBound)
        line.element(
          "a", ["href": link(from: range.upperBound), "rel": "next"], text: "next \(next)")
      }
    }
    return markup
  }

  private func link(from first: Int) -> String {
    request.link(first == 0 ? parameters : parameters.setting("from", to: "\(first)"))
  }
}
