import Rows

// What all stops of a time and scope amount to.
extension ReportRunner {
  /// How many tasks stopped in the window and scope of a request.
  package func stops(_ request: ReportRequest) throws -> Int { try totals(request).stops }

  /// How many tasks stopped in the window and scope of a request, with its filters, and the day of the latest.
  func totals(_ request: ReportRequest) throws -> (stops: Int, lastDay: Int64?) {
    let rows = try totals(
      request, .sumOfCounts,
      "SELECT coalesce(sum(stops), 0) AS stops, max(last_day) AS last_day FROM counts")
    guard let row = rows.first, case .integer(let stops) = row[0] else { return (0, nil) }
    if case .integer(let day) = row[1] { return (Int(stops), day) }
    return (Int(stops), nil)
  }

  /// What a query on a table of totals gives for the window, scope and filters of a request.
  func totals(
    _ request: ReportRequest, _ table: ReportReads.Common, _ query: String
  ) throws -> [[Cell]] {
    var report = Report(name: "totals", language: .sql)
    report.reads = ReportReads(common: [table])
    report.filters = StopFilters.Kind.allCases
    report.query = query
    var asked = request.timeAndScope
    asked.filters = request.filters
    return try run(report, asked).rows
  }

  /// A report's question for Logs Insights; nil where that cannot ask it.
  package func insightsText(of report: Report, _ request: ReportRequest) throws -> String? {
    let scope = try ScopeIDs(request.scope, connection)
    guard let text = try ReportInsights.text(of: report, request, scope) else { return nil }
    return ReportInsights.windowComment(try archiveStops.completed(request, for: report)) + text
  }
}
