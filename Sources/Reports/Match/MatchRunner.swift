package import EventPatterns
package import PatternSearch
import SQLite

/// Runs the reports on what an event pattern matches.
package struct MatchRunner {
  private let runner: ReportRunner
  package let search: PatternSearch

  private static let stops: Report = {
    guard let report = ReportCatalog.standard["stops"] else {
      preconditionFailure("the report stops is missing")
    }
    return report
  }()

  package init(_ runner: ReportRunner, _ pattern: EventPattern) throws {
    self.runner = runner
    search = try PatternSearch(pattern, runner.connection)
    try search.register(on: runner.connection)
  }

  /// Runs a report.
  ///
  /// - Parameters:
  ///   - onlyMissed: whether it is about abnormal stops that the pattern does not match.
  ///   - condition: SQL on the columns of the result, evaluated for all its rows.
  package func run(
    _ report: MatchReport, _ request: ReportRequest, onlyMissed: Bool,
    failIf condition: String? = nil
  ) throws -> ReportResult {
    switch report {
    case .totals:
      let totals = try MatchReport.totals(search.condition(on: "s"), onlyMissed: onlyMissed)
      return try runner.run(totals, request, failIf: condition)
    case .stops:
      let matches = try search.condition(on: "t")
      var asked = request
      asked.filters.onlyAbnormal = onlyMissed
      asked.condition = onlyMissed ? "NOT (\(matches))" : "(\(matches))"
      return try runner.run(Self.stops, asked, failIf: condition)
    }
  }
}
