package import EventPatterns
package import PatternSearch
import SQLite

/// Runs the reports on what an event pattern matches.
package struct MatchRunner {
  private let runner: ReportRunner
  package let search: PatternSearch

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
    let matches = try search.condition(on: "s")
    return try runner.run(
      report.report(matches, onlyMissed: onlyMissed), request, failIf: condition)
  }
}
