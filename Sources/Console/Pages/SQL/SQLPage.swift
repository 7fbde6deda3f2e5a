import Charts
import ECSStops
import JSON
import LogsAPI
import Masking
import Pages
import Queries
import Rows

/// `/sql`: one statement of SQLite on the archive, which can only read.
struct SQLPage: ConsolePage {
  static let path = "/sql"

  static let rowsMax = 10_000

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let asked = try QueryAsked(request.parameters)
    let sql = request.parameters.text("sql").map(QueryAsked.withLineFeeds)
    do {
      return try await console.read(for: request) { reader in
        try answer(sql, asked.from, request, reader)
      }
    } catch let error as StatementError {
      return failure(error, request)
    }
  }

  private static func answer(
    _ sql: String?, _ from: Int, _ request: PageRequest, _ reader: ConsoleReader
  ) throws -> ConsoleAnswer {
    let result = try sql.map { try SQLResult($0, rowsMax: rowsMax, reader) }
    if let result, let format = request.format { return try result.answer(in: format) }
    let schema = SQLSchema(reader)
    return try Frame(title: "SQL", request: request).answer { content in
      content.append(form(request))
      if let result { try content.append(SQLTable(result, from: from, request).markup) }
      content.append(schema.markup)
    }
  }

  private static func failure(_ error: StatementError, _ request: PageRequest) -> ConsoleAnswer {
    let explanation = error.explanation
    let isWrong = explanation.kind == .invalidQuery
    let shown = ConsoleError(
      isWrong ? 400 : 503,
      explanation.message + (explanation.excerpt.map { "\n" + $0 } ?? ""), help: explanation.help)
    guard request.format == nil else { return ErrorPage.answer(shown, request) }
    return Frame(title: "SQL", request: request).answer(status: shown.status) { content in
      content.append(form(request))
      content.append(ErrorPage.box(shown))
      content.append(error.schema.markup)
    }
  }

  private static func form(_ request: PageRequest) -> Markup {
    var markup = Markup()
    let text = request.parameters["sql"].map(QueryAsked.withLineFeeds) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    markup.element("form", ["class": "query", "method": "get", "action": path]) { form in
      form.element("label", ["for": "sql", "class": "unseen"], text: "Statement of SQLite")
      form.element(
        "textarea",
        [
          "id": "sql", "name": "sql", "rows": "\(min(max(lines, 4), 16))", "spellcheck": "false",
          "autocapitalize": "off", "autocomplete": "off",
          "placeholder": "SELECT stop_code, count(*) FROM stopped_tasks GROUP BY 1",
        ]
      ) { area in
        // The first line feed is not part of the text.
        area.append(verbatim: "\n")
        area.append(editable: text)
      }
      form.element("div", ["class": "run"]) { line in
        line.element("button", ["class": "main", "type": "submit"], text: "Run")
        line.element(
          "span", ["class": "count"],
          text: "one statement that reads, at most \(Int(Console.secondsMax)) s and "
            + "\(Quantity.count(rowsMax)) rows")
      }
    }
    return markup
  }
}
