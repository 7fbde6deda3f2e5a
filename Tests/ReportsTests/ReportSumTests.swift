import FixtureArchive
import Reports
import Rows
import SQLite
import Storage
import TestSupport
import Testing

/// The built-in reports count each stop once.
@Suite struct ReportSumTests {
  private struct Sums {
    var stops = 0
    var abnormal = 0
    var routine = 0
    var percent = 0.0
    var lines = 0
  }

  @Test func reportsAddUpToAllTasks() throws {
    let archive = try GeneratedArchive(count: 250, seed: seed)
    try Self.expectSums(archive.archive, total: 250, "seed \(seed)")
  }

  @Test func thoseOfTheFixtureToo() throws {
    try Self.expectSums(try FixtureArchive.open(), total: 27, "fixture")
    try Self.expectSums(try FixtureArchive.openWithIncident(), total: 37, "incident")
  }

  /// Reports that leave nothing out.
  private static func expectSums(
    _ archive: borrowing Archive, total: Int, _ context: Comment
  ) throws {
    #expect(try sums("SELECT count(*) AS stops FROM tasks", archive).stops == total)
    let reasons = try sums(report: "reasons", archive)
    #expect(reasons.stops == total && reasons.lines > 3, context)
    // Each is rounded to one digit.
    #expect(abs(reasons.percent - 100) <= 0.05 * Double(reasons.lines) + 0.001, context)
    let abnormal = try sums("SELECT sum(is_abnormal) FROM stopped_tasks", archive).stops
    for name in ["services", "responsibility"] {
      let found = try sums(report: name, archive)
      #expect(found.stops == total && found.lines > 1, context)
      #expect(found.abnormal == abnormal && found.routine == total - abnormal, context)
    }
    #expect(try sums(report: "stop-codes", archive).stops == total, context)
    let containers = try sums("SELECT count(*) AS stops FROM containers", archive)
    #expect(try sums(report: "exits", archive).stops == containers.stops, context)
    try expectCodes(archive, context)
    try expectPartialSums(archive, context)
  }

  /// Exit codes and their stops in a cell are those that a row for each has.
  private static func expectCodes(_ archive: borrowing Archive, _ context: Comment) throws {
    let report = try #require(ReportCatalog.standard["reasons"])
    let runner = try ReportRunner(archive)
    func rows(_ dimension: ReportDimension?) throws -> ReportResult {
      try runner.run(report, ReportRequest(coversAllTime: true, now: now, dimension: dimension))
    }
    let all = try rows(nil)
    let (stops, cell) = (try #require(all.column("stops")), try #require(all.column("exit_codes")))
    var counted: [String: Int64] = [:]
    for row in all.rows {
      guard case .integer(let count) = row[stops] else { continue }
      guard case .text(let text) = row[cell] else {
        counted["none", default: 0] += count
        continue
      }
      let parts = text.split(separator: ", ").map { $0.split(separator: " × ") }
      let numbers = try parts.map { try #require(Int64($0[1])) }
      #expect(numbers.reduce(0, +) == count && numbers == numbers.sorted(by: >), context)
      for (part, number) in zip(parts, numbers) { counted[String(part[0]), default: 0] += number }
    }
    let each = try rows(.exitCode)
    let number = try #require(each.column("stops"))
    var expected: [String: Int64] = [:]
    for row in each.rows {
      guard case .integer(let count) = row[number] else { continue }
      if case .integer(let code) = row[0] {
        expected["\(code)", default: 0] += count
      } else {
        expected["none", default: 0] += count
      }
    }
    #expect(counted == expected, context)
  }

  /// Reports about some of the stops: those that the same condition finds in the view.
  private static func expectPartialSums(
    _ archive: borrowing Archive, _ context: Comment
  ) throws {
    let conditions = [
      "spot": """
      category IN ('spot_interruption', 'host_maintenance', 'host_terminated', 'host_stopped')
      """,
      "memory": "kill LIKE 'memory%'",
      "deployments": "started_by LIKE 'ecs-svc/%'",
      "start-failures": """
      stop_code IS 'TaskFailedToStart' OR started_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM stopped_containers AS c
        WHERE c.task = stopped_tasks.id AND c.exit_code IS NOT NULL)
      """,
    ]
    for (name, condition) in conditions {
      let all = try sums("SELECT count(*) FROM stopped_tasks WHERE \(condition)", archive).stops
      #expect(try sums(report: name, archive).stops == all, "\(name), \(context)")
    }
    // Each loop has at least as many stops as make one, and none is in two.
    let loops = try sums(report: "crash-loops", archive)
    let abnormal = try sums("SELECT sum(is_abnormal) FROM stopped_tasks", archive).stops
    #expect(loops.stops >= 5 * loops.lines && loops.stops <= abnormal, context)
  }

  private static func sums(report name: String, _ archive: borrowing Archive) throws -> Sums {
    let report = try #require(ReportCatalog.standard[name])
    // From the beginning: some look at the last days only.
    let result = try ReportRunner(archive).run(
      report, ReportRequest(start: 0, end: Int64(1) << 50, now: now))
    return try sums(of: try Rows { try result.write(to: $0) })
  }

  private static func sums(_ sql: String, _ archive: borrowing Archive) throws -> Sums {
    let select = try archive.connection.prepare(sql)
    _ = try select.step()
    return Sums(stops: Int(select.integer(at: 0)))
  }

  private static func sums(of rows: Rows) throws -> Sums {
    var sums = Sums()
    for line in rows.lines {
      let row = try #require(FlatJSON(String(line), isEvent: false))
      func number(_ name: String) -> Double { row[name].flatMap(Double.init) ?? 0 }
      sums.stops += Int(number("stops") + number("exits"))
      sums.abnormal += Int(number("abnormal"))
      sums.routine += Int(number("routine"))
      sums.percent += number("percent")
      sums.lines += 1
      if row["routine"] != nil {
        #expect(number("abnormal") + number("routine") == number("stops"))
      }
    }
    return sums
  }
}
