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
      throw ConsoleError(404, "there is no report named \(name)", help: "/reports lists them")
    }
    return try await console.read(for: request) { reader in
      let scope = try PageScope(request, reader)
      var asked = scope.request
      asked.rowsMax = report.limit ?? 1000
      let result = try reader.reports.run(report, asked)
      if let format = request.format {
        return try RowsAnswer(columns: result.columns, rows: result.rows, name: report.name)
          .answer(in: format)
      }
      return try Frame(title: report.title, request: request, scope: scope.bar).answer { content in
        try content.append(
          PageMaker(reader.reports).section(of: result, asked, links: PageLinks(request)))
        content.append(DataLinks.markup(request))
      }
    }
  }
}
