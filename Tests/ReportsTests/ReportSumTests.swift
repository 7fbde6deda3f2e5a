import FixtureArchive
import Foundation
import Reports
import SQLite
import Storage
import TestSupport
import Testing

/// The canned reports count each stop once.
@Suite struct ReportSumTests {
  private struct Sums {
    var stops = 0
    var abnormal = 0
    var routine = 0
    var percent = 0.0
    var lines = 0
  }

  @Test func reasonsAndServicesAddUpToAllTasks() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? 20_261_122
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    var generator = EventGenerator(seed: seed)
    try write((0..<150).map { _ in Record(message: generator.event().text()) }, to: archive)
    let total = try Self.sums("SELECT count(*) AS stops FROM tasks", archive).stops
    #expect(total == 150)
    try Self.expectSums(archive, total: total, "seed \(seed)")
  }

  @Test func thoseOfTheFixtureToo() throws {
    try Self.expectSums(try FixtureArchive.open(), total: 27, "fixture")
  }

  private static func expectSums(
    _ archive: borrowing Archive, total: Int, _ context: Comment
  ) throws {
    let reasons = try sums(report: "reasons", archive)
    #expect(reasons.stops == total && reasons.lines > 3, context)
    // Each is rounded to one digit.
    #expect(abs(reasons.percent - 100) <= 0.05 * Double(reasons.lines) + 0.001, context)
    let services = try sums(report: "services", archive)
    #expect(services.stops == total && services.lines > 3, context)
    #expect(services.abnormal + services.routine == total, context)
    #expect(try sums(report: "stop-codes", archive).stops == total, context)
    let abnormal = try sums(
      "SELECT count(*) AS stops FROM stopped_tasks WHERE is_abnormal", archive)
    #expect(services.abnormal == abnormal.stops, context)
    let containers = try sums("SELECT count(*) AS stops FROM containers", archive)
    #expect(try sums(report: "exits", archive).stops == containers.stops, context)
  }

  private static func sums(report name: String, _ archive: borrowing Archive) throws -> Sums {
    let report = try #require(ReportCatalog.standard[name])
    let result = try ReportRunner(archive).run(report, ReportRequest(now: now))
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
