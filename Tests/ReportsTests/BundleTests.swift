import FixtureArchive
import Foundation
import Pages
import Reports
import SQLite
import Storage
import TestSupport
import Testing

/// A part of an archive gives the same reports as the whole.
@Suite struct BundleTests {
  private static let day: Int64 = 86_400_000

  /// Stops of some weeks, of which some have reasons, services and revisions that others have not.
  private static func records(_ generator: inout EventGenerator) -> [LogRecord] {
    (0..<240).map { number in
      LogRecord(
        message: generator.event().text(),
        loggedAt: 1_772_000_000_000 + Int64(number) * 7_919_117 % (40 * day))
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func reportsAreThoseOfTheWhole(seed: UInt64) throws {
    let folder = TemporaryFolder()
    let whole = folder.path + "/whole.sqlite"
    var generator = EventGenerator(seed: seed)
    do { try write(Self.records(&generator), to: try Archive(path: whole, .write)) }
    let archive = try Archive(path: whole, .read)
    let bytes = FileManager.default.contents(atPath: whole)
    var random = SeededGenerator(seed: seed)
    for number in 0..<3 {
      let start = 1_772_000_000_000 + Int64.random(in: 0..<30 * Self.day, using: &random)
      let request = ReportRequest(
        start: start, end: start + Int64.random(in: 1..<12 * Self.day, using: &random),
        now: now, scope: try Self.scope(archive, number, &random))
      let part = folder.path + "/part ?#%'\(number).sqlite"
      let runner = try ReportRunner(archive)
      let bundle = try Bundle(runner, request)
      try ArchiveExtract(of: whole, bundle.selection()).write(to: part, now: now)
      let extract = try Archive(path: part, .read)
      try Self.expectSameReports(archive, extract, bundle.fixedRequest)
      try Self.expectStops(runner.stops(bundle.fixedRequest), extract, bundle)
    }
    #expect(FileManager.default.contents(atPath: whole) == bytes)
  }

  /// Everything, then a cluster, then a service.
  private static func scope(
    _ archive: borrowing Archive, _ number: Int, _ random: inout SeededGenerator
  ) throws -> ReportScope {
    func names(_ sql: String) throws -> [String] {
      let select = try archive.connection.prepare(sql)
      var names: [String] = []
      while try select.step() { names.append(select.string(at: 0) ?? "") }
      return names
    }
    switch number {
    case 1:
      let arns = try names("SELECT arn FROM clusters WHERE arn LIKE 'arn:%' ORDER BY 1")
      return ReportScope(clusters: arns.randomElement(using: &random).map { [$0] } ?? [])
    case 2:
      let services = try names(
        "SELECT service FROM task_groups WHERE service IS NOT NULL ORDER BY 1")
      return ReportScope(services: services.randomElement(using: &random).map { [$0] } ?? [])
    default: return ReportScope()
    }
  }

  /// All that counts the stops of an extract finds those of its window and scope, without being asked for them.
  private static func expectStops(
    _ count: Int, _ extract: borrowing Archive, _ bundle: Pages.Bundle
  ) throws {
    for sql in [
      "SELECT count(*) FROM tasks", "SELECT count(*) FROM stopped_tasks",
      "SELECT coalesce(sum(stops), 0) FROM daily_stops",
    ] { #expect(try extract.connection.integer(sql).map(Int.init) == count, "\(sql)") }
    #expect(try extract.statistics().tasks == count)
    let runner = try ReportRunner(extract)
    for request in [ReportRequest(now: now), ReportRequest(coversAllTime: true, now: now)] {
      #expect(try runner.stops(request) == count)
      let report = try #require(ReportCatalog.standard["compare"])
      let result = try runner.run(report, request)
      #expect(
        result.window.first == bundle.window.first && result.window.last == bundle.window.last)
      #expect(result.scope == bundle.scope)
      #expect(try result.rows == runner.run(report, bundle.fixedRequest).rows)
    }
  }

  /// An extract of an extract is one of its time, and an extract is never written to.
  @Test func anExtractOfAnExtractComparesAsWell() throws {
    let folder = TemporaryFolder()
    let paths = ["whole", "part", "small"].map { "\(folder.path)/\($0).sqlite" }
    var generator = EventGenerator(seed: 5)
    do { try write(Self.records(&generator), to: try Archive(path: paths[0], .write)) }
    let start = 1_772_000_000_000 + 20 * Self.day
    for (index, days) in [(0, 9 as Int64), (1, 3)] {
      let source = try Archive(path: paths[index], .read)
      let bundle = try Bundle(
        ReportRunner(source),
        ReportRequest(
          start: start + (9 - days) * Self.day, end: start + 9 * Self.day, now: now))
      try ArchiveExtract(of: paths[index], bundle.selection()).write(to: paths[index + 1], now: now)
    }
    let request = ReportRequest(start: start + 6 * Self.day, end: start + 9 * Self.day, now: now)
    try Self.expectSameReports(
      try Archive(path: paths[0], .read), try Archive(path: paths[2], .read), request)
    #expect(throws: ArchiveError.self) { _ = try Archive(path: paths[1], .write) }
  }

  /// A later schema may give `tasks` a column that a bundle's own table does not have.
  @Test func anExtractOfAnOlderSchemaCompares() throws {
    let folder = TemporaryFolder()
    let (whole, part) = (folder.path + "/whole.sqlite", folder.path + "/part.sqlite")
    var generator = EventGenerator(seed: 7)
    do { try write(Self.records(&generator), to: try Archive(path: whole, .write)) }
    let archive = try Archive(path: whole, .read)
    let start = 1_772_000_000_000 + 20 * Self.day
    let bundle = try Bundle(
      ReportRunner(archive), ReportRequest(start: start, end: start + 5 * Self.day, now: now))
    try ArchiveExtract(of: whole, bundle.selection()).write(to: part, now: now)
    try Connection(path: part, mode: .readWrite).execute(
      "ALTER TABLE earlier_tasks DROP COLUMN memory")
    try Self.expectSameReports(archive, try Archive(path: part, .read), bundle.fixedRequest)
  }

  private static func expectSameReports(
    _ whole: borrowing Archive, _ part: borrowing Archive, _ request: ReportRequest
  ) throws {
    let here = try ReportRunner(whole)
    let there = try ReportRunner(part)
    let damages = try part.connection.integer(
      "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
    #expect(damages == 0)
    let orphans = try part.connection.integer("SELECT count(*) FROM pragma_foreign_key_check")
    #expect(orphans == 0)
    for report in ReportCatalog.standard.reports where report.argument == nil {
      let expected = try Rows { try here.run(report, request).write(to: $0) }.text
      let found = try Rows { try there.run(report, request).write(to: $0) }.text
      #expect(found == expected, "\(report.name) of \(request.scope.description)")
    }
  }
}
