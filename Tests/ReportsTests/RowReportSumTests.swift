import FixtureArchive
import Reports
import SQLite
import Storage
import TestSupport
import Testing

/// Reports that read rows count what a plain condition on the views finds.
@Suite struct RowReportSumTests {
  @Test func reportsAddUpOnGeneratedTasks() throws {
    let archive = try GeneratedArchive(count: 250, seed: seed)
    try Self.expectSums(archive.archive, "seed \(seed)")
  }

  @Test func thoseOfTheFixturesToo() throws {
    try Self.expectSums(try FixtureArchive.open(), "fixture")
    try Self.expectSums(try FixtureArchive.openWithIncident(), "incident")
    try Self.expectSums(try FixtureArchive.openWithJobs(), "jobs")
  }

  private static func expectSums(_ archive: borrowing Archive, _ context: Comment) throws {
    try expectStops(archive, context)
    try expectHotspots(archive, context)
    try expectJobs(archive, context)
    try expectWindows(archive, context)
    let exits = try rows("exits", archive)
    #expect(exits.sum("exits") == (try count("stopped_containers", archive)), context)
    #expect(exits.sum("unrequested") + exits.sum("requested") <= exits.sum("exits"), context)
    let coverage = try rows("coverage", archive)
    for check in ["last stop", "stops classified"] {
      let found = coverage.sum("count") { $0["check"] == check }
      #expect(found == (try count("stopped_tasks", archive)), "\(check), \(context)")
    }
    let ofDays = coverage.sum("count") {
      $0["period"] != nil && $0["subject"]?.hasPrefix("(all)") != true
    }
    #expect(ofDays == (try count("stopped_tasks", archive)), "days, \(context)")
  }

  /// Those that leave no stop out.
  private static func expectStops(_ archive: borrowing Archive, _ context: Comment) throws {
    let all = try count("stopped_tasks", archive)
    let abnormal = try count("stopped_tasks WHERE is_abnormal", archive)
    let hours = try rows("hours", archive)
    #expect(hours.sum("stops") == all && hours.sum("abnormal") == abnormal, context)
    #expect(hours.sum("abnormal") + hours.sum("routine") == all, context)
    let lives = try rows("lifetimes", archive)
    #expect(lives.sum("stops") == all, context)
    #expect(lives.sum("stops") { $0["kind"] == "abnormal" } == abnormal, context)
    let timeouts = try count("stopped_tasks WHERE kill = 'stop_timeout'", archive)
    #expect(lives.sum("stop_timeouts") == timeouts, context)
    let unhealthy = try count("stopped_tasks WHERE category LIKE '%health_check_failed'", archive)
    #expect(try rows("health-checks", archive).sum("stops") == unhealthy, context)
  }

  private static func expectHotspots(_ archive: borrowing Archive, _ context: Comment) throws {
    let hotspots = try rows("hotspots", archive)
    #expect(hotspots.sum("abnormal") + hotspots.sum("routine") == hotspots.sum("stops"), context)
    let conditions = [
      "zone": "stopped_tasks WHERE availability_zone IS NOT NULL",
      "host": """
      stopped_tasks AS t WHERE container_instance_arn IS NOT NULL AND 1 < (
        SELECT count(*) FROM stopped_tasks AS o
        WHERE o.container_instance_arn = t.container_instance_arn)
      """,
      "image": "stopped_containers WHERE image_digest IS NOT NULL",
    ]
    for (place, condition) in conditions {
      let found = hotspots.sum("stops") { $0["place"] == place }
      #expect(found == (try count(condition, archive)), "\(place), \(context)")
    }
  }

  private static func expectJobs(_ archive: borrowing Archive, _ context: Comment) throws {
    let jobs =
      "stopped_tasks WHERE service IS NULL AND coalesce(started_by, '') NOT LIKE 'ecs-svc/%'"
    for dimension in [nil, ReportDimension.day] {
      let found = try rows(
        "scheduled", archive, ReportRequest(coversAllTime: true, now: now, dimension: dimension))
      #expect(found.sum("runs") == (try count(jobs, archive)), context)
      #expect(found.sum("failed") == (try count(jobs + " AND is_abnormal", archive)), context)
      let parts = ["succeeded", "failed", "interrupted"].map { found.sum($0) }
      #expect(parts.reduce(0, +) == found.sum("runs") && parts.min() ?? 0 >= 0, context)
    }
  }

  /// The second half of the archive's time against the first.
  private static func expectWindows(_ archive: borrowing Archive, _ context: Comment) throws {
    let first = try number("SELECT min(logged_at_ms) FROM stopped_tasks", archive)
    let last = try number("SELECT max(logged_at_ms) FROM stopped_tasks", archive)
    let middle = (first + last) / 2
    let length = last - middle + 1
    let compared = try rows(
      "compare", archive,
      ReportRequest(start: Int64(middle), end: Int64(last), now: now))
    let times = "stopped_tasks WHERE logged_at_ms BETWEEN"
    #expect(compared.sum("now") == (try count("\(times) \(middle) AND \(last)", archive)), context)
    let before = try count("\(times) \(middle - length) AND \(middle - 1)", archive)
    #expect(compared.sum("before") == before, context)
    #expect(compared.sum("change") == compared.sum("now") - before, context)
  }
}

extension RowReportSumTests {
  /// The rows of a report.
  private struct Table {
    let rows: [FlatJSON]

    func sum(_ column: String, where condition: (FlatJSON) -> Bool = { _ in true }) -> Int {
      rows.filter(condition).reduce(0) { $0 + ($1[column].flatMap(Int.init) ?? 0) }
    }
  }

  private static func rows(
    _ name: String, _ archive: borrowing Archive, _ request: ReportRequest? = nil
  ) throws -> Table {
    let report = try #require(ReportCatalog.standard[name])
    let result = try ReportRunner(archive).run(
      report, request ?? ReportRequest(start: 0, end: Int64(1) << 50, now: now))
    let rows = try Rows { try result.write(to: $0) }
    return Table(
      rows: try rows.lines.map { try #require(FlatJSON(String($0), isEvent: false)) })
  }

  private static func count(_ source: String, _ archive: borrowing Archive) throws -> Int {
    try number("SELECT count(*) FROM \(source)", archive)
  }

  private static func number(_ sql: String, _ archive: borrowing Archive) throws -> Int {
    let select = try archive.connection.prepare(sql)
    _ = try select.step()
    return Int(select.integer(at: 0))
  }
}
