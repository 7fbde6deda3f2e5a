import Charts
import JSON
import LogsInsights
import Pages
import Rows

/// `/fields/NAME`: the most frequent values of a field, within a time, a scope and the filters of a query, `q`.
struct FieldValuesPage: ConsolePage {
  static let path = "/fields/*"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let name = request.subject ?? ""
    let text = request.parameters.text("q") ?? ""
    return try await console.read(for: request) { reader in
      let scope = try PageScope(request, reader)
      let values = try FieldValues(of: name, within: text, scope, request, reader)
      if let format = request.format { return try data(values).answer(in: format) }
      return Frame(title: name, request: request, scope: scope.bar).answer { content in
        content.append(about(text))
        content.append(table(name, values, request))
        content.append(Self.query(values, request))
        content.append(DataLinks.markup(request))
      }
    }
  }

  private static func about(_ text: String) -> Markup {
    var about = Markup()
    let filters = EventCommands(of: text).text
    about.element("p", ["class": "about"]) { line in
      line.append("The \(FieldValues.rowsMax) most frequent values")
      if filters.isEmpty {
        line.append(" of the stops in this time and scope.")
      } else {
        line.append(" of the stops in this time and scope that pass ")
        line.element("code", text: filters)
      }
    }
    return about
  }

  private static func table(
    _ name: String, _ values: FieldValues, _ request: PageRequest
  ) -> Markup {
    var table = Markup()
    guard !values.rows.isEmpty else {
      table.element("p", ["class": "note"], text: "There are no stops in this time and scope.")
      return table
    }
    let largest = Double(values.rows.first?.stops ?? 0)
    var rows = PlainTable("Values of \(name)", ["Value", "Stops", "Query"], numbers: ["Stops"])
    for row in values.rows {
      var count = Markup()
      count.append(NumberText.grouped(row.stops) + " ")
      count.append(BarSVG.markup(Double(row.stops), largest: largest))
      rows.add([
        .text(row.value == .null ? "(no value)" : PageText.of(row.value)), count,
        links(row, request),
      ])
    }
    table.element("div", ["class": "field-values"]) { $0.append(rows.markup) }
    return table
  }

  private static func links(_ row: FieldValues.Row, _ request: PageRequest) -> Markup {
    var links = Markup()
    for (name, query) in [("only", row.only), ("not", row.not)] {
      guard let query else { continue }
      links.element(
        "a", ["href": QueryLink.text(query, scope: request.parameters)], text: name)
      links.append(" ")
    }
    return links
  }

  private static func query(_ values: FieldValues, _ request: PageRequest) -> Markup {
    var markup = Markup()
    markup.element("p", ["class": "data"]) { line in
      line.append("Query: ")
      line.element(
        "a",
        ["href": QueryLink.text(values.query, scope: request.parameters)]
      ) { $0.element("code", text: values.query) }
    }
    return markup
  }

  private static func data(_ values: FieldValues) -> RowsAnswer {
    RowsAnswer(
      columns: [
        ResultColumn("value", .any), ResultColumn("stops", .count), ResultColumn("only", .text),
        ResultColumn("not", .text),
      ],
      rows: values.rows.map { row in
        [
          row.value, .integer(row.stops), row.only.map(Cell.text) ?? .null,
          row.not.map(Cell.text) ?? .null,
        ]
      }, name: "values",
      members: [
        .init("query", .text(values.query)), .init("stops", .integer(Int(values.stops))),
      ])
  }
}
