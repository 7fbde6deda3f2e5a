// What the lines of a head say of each other, when all of them are read.
extension ReportHead {
  /// The line `reads` is whole only at the end of the head.
  mutating func takeReads() throws(ReportFileError) {
    guard let reads else { return }
    guard report.language == .sql else {
      throw ReportFileError(
        path, line: report.headLines["reads"],
        "`reads:` names tables of SQL; a query of Logs Insights reads events")
    }
    do {
      report.reads = try ReportReads(reads)
    } catch {
      throw ReportFileError(path, line: report.headLines["reads"], error.sentence)
    }
  }

  /// Filters narrow the tables of stops and of their totals; rows of stops are those of the table `stops`.
  func checkStops() throws(ReportFileError) {
    let reads = report.reads?.common.map(\.name) ?? CommonTables.Name.allCases
    if !report.filters.isEmpty,
      report.language != .sql || !reads.contains(where: { $0.isOfStops || $0.isOfTotals })
    {
      throw ReportFileError(
        path, line: report.headLines["filters"],
        "`filters:` needs SQL that reads tables of stops or of counts")
    }
    if report.rowsAreStops, report.language != .sql || !reads.contains(.stops) {
      throw ReportFileError(
        path, line: report.headLines["rows"], "`rows: stops` needs SQL that reads the table stops")
    }
    if !report.rowsAreStops, ReportTemplate(report.query).parameters.contains(ReportTemplate.limit)
    {
      throw ReportFileError(
        path, line: report.queryLine,
        "`{{limit}}` needs the line `rows: stops`, by which it is known how many rows there are")
    }
  }

  /// Keys, and what says that a row is routine, are columns.
  func checkNames() throws(ReportFileError) {
    guard !report.columns.isEmpty else { return }
    let named = [("keys", report.keys), ("routine", report.routineColumn.map { [$0] } ?? [])]
    for (key, names) in named {
      if let missing = names.first(where: { !report.declares($0) }) {
        throw ReportFileError(
          path, line: report.headLines[key],
          "`\(key):` names \(missing), which no `column` line explains")
      }
    }
  }

  /// Charts can only show columns that are there.
  func checkCharts() throws(ReportFileError) {
    guard !report.columns.isEmpty else { return }
    for (chart, line) in zip(report.charts, chartLines) {
      if let missing = chart.columns.first(where: { !report.declares($0) }) {
        throw ReportFileError(
          path, line: line, "the chart shows \(missing), which no `column` line explains")
      }
    }
  }
}
