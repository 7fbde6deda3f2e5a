import Charts
import JSON
import Pages
import Reports

/// `/reports/NAME`: a report, its figure and sentences, and its rows as data.
struct ReportPage: ConsolePage {
  static let path = "/reports/*"
  static let isOfArchive = true

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let name = request.subject ?? ""
    guard let report = ReportCatalog.standard[name], !report.isFigure else {
      throw ConsoleError.noReport(name)
    }
    // The report on one task is a page of its own.
    guard report.argument == nil else { return .redirect(to: TaskSearchPage.path) }
    let asked = try ReportAsked(report, request.parameters)
    return try await console.read(for: request) { reader in
      let scope = try PageScope(request, reader)
      let wanted = asked.request(scope.request, for: request.format)
      let result = try reader.reports.run(report, wanted)
      if let format = request.format {
        return try RowsAnswer(
          columns: result.columns, rows: result.rows, name: report.name,
          members: members(of: result)
        ).answer(in: format)
      }
      let view = ReportView(result, asked, request)
      return try Frame(title: report.title, request: request, scope: scope.bar).answer { content in
        content.append(ReportControls(asked, request).markup)
        if result.rows.isEmpty { content.append(try absence(of: result, wanted, reader)) }
        try content.append(PageMaker(reader.reports).section(of: result, wanted, links: view.links))
        content.append(view.footer)
      }
    }
  }

  /// Why there are no rows.
  private static func absence(
    of result: ReportResult, _ asked: ReportRequest, _ reader: ConsoleReader
  ) throws -> Markup {
    let emptiness = try reader.reports.archiveStops.emptiness(of: asked)
    let sentence = emptiness ?? (result.report.empty ?? "no rows") + " in this time and scope"
    var markup = Markup()
    markup.element("p", ["class": "warning", "role": "status"]) {
      BreakableText.append(sentence.prefix(1).uppercased() + sentence.dropFirst() + ".", to: &$0)
    }
    return markup
  }

  /// What JSON says besides columns and rows.
  private static func members(of result: ReportResult) -> [JSONValue.Member] {
    [
      .init("report", .text(result.report.name)), .init("title", .text(result.report.title)),
      .init("start", .integer(Int(result.window.first))),
      .init("end", .integer(Int(result.window.last))),
      .init("more_rows", .boolean(result.areMore)), .init("sql", .text(result.sql)),
    ] + (result.insights.map { [.init("insights", .text($0))] } ?? [])
  }
}

extension ConsoleError {
  fileprivate static func noReport(_ name: String) -> ConsoleError {
    var error = ConsoleError(404, "there is no report named \"\(name)\"")
    if let near = ReportCatalog.standard.near(to: name).first {
      error.instead = ("did you mean \(near)?", ConsoleLink.text("/reports/", near))
    } else {
      error.instead = ("all reports", ReportListPage.path)
    }
    return error
  }
}
