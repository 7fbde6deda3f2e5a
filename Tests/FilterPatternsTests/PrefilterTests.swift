import FilterPatterns
import FixtureArchive
import InsightsSQLite
import LogsInsights
import Queries
import Rows
import SQLite
import Testing

/// The condition in Logs Insights QL must let through every event that the pattern matches.
struct PrefilterTests {
  @Test(arguments: [
    "ECS", "EssentialContainerExited -Scaling", "?UserInitiated ?SpotInterruption", "\"task/\"",
    "{ $.detail.stopCode = \"UserInitiated\" }", "{ $.detail.stopCode = \"*ed\" }",
    "{ $.detail.stopCode != \"UserInitiated\" }", "{ $.detail.containers[0].exitCode = 0 }",
    "{ $.detail.containers[0].exitCode > 0 || $.detail.containers[1].exitCode > 0 }",
    "{ $.detail.none NOT EXISTS }", "{ $.detail.startedAt NOT EXISTS }", "{ $.detail.none = 1 }",
    "{ $.detail.startedBy IS NULL }", "{ $.detail.enableExecuteCommand IS TRUE }",
    "{ $.detail.version >= 3 && $.detail.launchType = FARGATE }", "{ $.detail-type = \"ECS*\" }",
    "{ $.detail.containers = 1 }", "{ $.detail.overrides.containerOverrides[0].name = %.% }",
    "{ $.region = \"*-1\" }", "%Essential%",
  ])
  func losesNothing(_ text: String) throws {
    let pattern = try FilterPattern(text)
    let runner = try QueryRunner(FixtureArchive.open())
    let all = try Self.messages("fields @message", runner)
    let filter = pattern.prefilter.map { " | filter \($0)" } ?? ""
    let candidates = Set(try Self.messages("fields @message" + filter, runner))
    let matcher = FilterMatcher(pattern)
    for message in all where try matcher.matches(message) {
      #expect(candidates.contains(message))
    }
  }

  private static func messages(_ query: String, _ runner: QueryRunner) throws -> [String] {
    let rows = RowCollector()
    try runner.run(runner.compile(query, options: CompileOptions(now: now)), to: rows)
    return rows.rows.compactMap { if case .text(let text) = $0[0] { text } else { nil } }
  }
}
