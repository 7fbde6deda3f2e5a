import Charts
import JSON
import LogsAPI
import LogsInsights
import Pages
import Rows

/// `/query/row?ptr=ARN`: one event with all its fields, each a link to the events that have the same.
struct QueryRowPage: ConsolePage {
  static let path = "/query/row"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    guard let pointer = request.parameters.text("ptr") else {
      throw ConsoleError(
        400, "the URL names no event", help: "its parameter ptr is the ARN of a task")
    }
    let isUnmasked = request.parameters["unmask"] == "1"
    let record = try await console.read(for: request) { reader in
      try LogRecord(
        pointer: pointer, from: reader.archive.currentView(), now: request.now,
        unmask: isUnmasked)
    }
    guard let record else {
      throw ConsoleError(404, "there is no event of the task \(pointer)")
    }
    let fields = record.record + record.leaves
    if let format = request.format {
      let rows = fields.map { [Cell.text($0.name), .text($0.text)] }
      return try RowsAnswer(
        columns: [ResultColumn("field", .text), ResultColumn("value", .text)], rows: rows,
        name: "event"
      ).answer(in: format)
    }
    let id = pointer.split(separator: "/").last.map(String.init) ?? pointer
    return Frame(title: "Event of task \(id.prefix(8))", request: request).answer { content in
      content.element("p") { line in
        line.element(
          "a",
          [
            "href": ConsoleLink.text(
              "/tasks/", id, request.parameters.only(ConsoleScope.names))
          ], text: "The page of the task")
      }
      content.append(list(fields, request))
      content.element("h2", text: "As JSON")
      content.element("pre", ["id": "message"]) { $0.append(record.message) }
      content.append(DataLinks.markup(request))
    }
  }

  private static func list(_ fields: [LogRecord.Field], _ request: PageRequest) -> Markup {
    var markup = Markup()
    markup.element("div", ["class": "scroll"]) { scroll in
      scroll.element("table", ["id": "fields", "aria-label": "Fields of the event"]) { table in
        table.element("tbody") { body in
          for field in fields { body.append(line(field, request)) }
        }
      }
    }
    return markup
  }

  private static func line(_ field: LogRecord.Field, _ request: PageRequest) -> Markup {
    var line = Markup()
    let name = FieldPath.written(field.name)
    // In all the time that there is: the event may be older than that of the page.
    let query = "filter \(name) = \(StringLiteral.text(of: field.text))"
    line.element("tr") { line in
      line.element("th", ["scope": "row", "class": "text"]) {
        BreakableText.append(field.name, to: &$0)
      }
      line.element("td") { cell in
        BreakableText.append(field.text, to: &cell)
        guard field.text.utf8.count <= 500, !field.text.contains("[masked") else { return }
        cell.element("span", ["class": "filters"]) {
          $0.element(
            "a",
            [
              "href": QueryLink.text(query, scope: request.parameters),
              "title": "Events with this value",
            ], text: "only")
        }
      }
    }
    return line
  }
}
