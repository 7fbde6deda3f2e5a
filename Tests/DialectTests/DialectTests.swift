import FixtureArchive
import Foundation
import InsightsSQLite
import LogsInsights
import Queries
import SQLite
import Storage
import TestSupport
import Testing

/// Another engine is a folder and not a fork: plans in DuckDB's SQL give the rows that SQLite gives.
@Suite struct DialectTests {
  /// A filter, stats by bin, sort and limit, dedup, and parse.
  static let queries = [
    """
    filter detail.stopCode = "EssentialContainerExited" and detail.stoppedReason like "container" \
    | fields @timestamp, detail.taskArn
    """,
    "stats count(*) as stops, max(detail.version) as version by bin(1d)",
    "fields detail.taskArn, detail.stopCode | sort detail.taskArn desc | limit 5",
    "fields detail.group, detail.taskArn | dedup detail.group",
    "parse detail.group \"*:*\" as kind, name | display kind, name",
  ]

  private static let options = CompileOptions(now: now)

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["NIGHTLY"] != nil, "needs NIGHTLY=1"),
    arguments: queries)
  func givesTheRowsOfSQLite(_ query: String) throws {
    let archive = try FixtureArchive.openPlain()
    let runner = try QueryRunner(archive)
    let catalog = try ArchiveFields(archive.connection)
    let plan = try Query.plan(query, catalog: catalog, options: Self.options)
    let expected = try Self.objects(Rows(query, runner, Self.options).text)
    let duckDB = try DuckDB(events: Self.events(of: runner))
    #expect(expected.count > 1)
    #expect(try Self.objects(duckDB.rows(of: DuckDBDialect.sql(for: plan))) == expected)
  }

  @Test func whatIsNotRenderedIsRefusedByName() throws {
    let archive = try FixtureArchive.openPlain()
    let catalog = try ArchiveFields(archive.connection)
    for (query, what) in [
      ("stats stddev(detail.version)", "stddev"), ("limit 1 | tail 1", "tail"),
    ] {
      let plan = try Query.plan(query, catalog: catalog, options: Self.options)
      #expect(throws: DuckDBDialect.Refusal(what: what)) { try DuckDBDialect.sql(for: plan) }
    }
  }

  /// The events, as DuckDB's table takes them.
  private static func events(of runner: QueryRunner) throws -> String {
    let all = CompileOptions(now: now, rowsMax: .max)
    return try Rows(
      "fields toMillis(@timestamp) as at, detail.taskArn as arn, @message as message "
        + "| display at, arn, message", runner, all
    ).text
  }

  private static func objects(_ lines: String) throws -> [NSDictionary] {
    try lines.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
    }
  }
}
