import FixtureArchive
import SQLite
import Storage
import Testing

@testable import Pages
@testable import Reports

/// Pages of the fixture's archive.
enum Pages {
  /// A day after the last stop.
  static let now: Int64 = 1_772_409_600_000

  static func all() throws -> String {
    let archive = try FixtureArchive.open()
    return try PageMaker(ReportRunner(archive)).page(
      of: ReportCatalog.standard.reports, ReportRequest(now: now, rowsMax: 50)
    ).text
  }

  static func task() throws -> String { try one("task", subject: longestLived()) }

  static func one(_ name: String, subject: String? = nil) throws -> String {
    let archive = try FixtureArchive.open()
    let runner = try ReportRunner(archive)
    let report = try #require(ReportCatalog.standard[name])
    let request = ReportRequest(subject: subject, now: now, rowsMax: 50)
    return try PageMaker(runner).page(of: runner.run(report, request), request).text
  }

  /// The ARN of a task that has lived long enough for a timeline.
  private static func longestLived() throws -> String {
    let archive = try FixtureArchive.open()
    let select = try archive.connection.prepare(
      """
      SELECT p.prefix || CASE typeof(task_id) WHEN 'blob' THEN lower(hex(task_id)) ELSE task_id END
      FROM tasks JOIN arn_prefixes AS p ON p.id = task_prefix_id
      ORDER BY stopped_at - created_at DESC, tasks.id LIMIT 1
      """)
    #expect(try select.step())
    return select.string(at: 0) ?? ""
  }
}
