import FixtureArchive
import Foundation
import Reports
import SQLite
import Storage
import TestSupport
import Testing

/// A part of an archive gives the same reports as the whole.
@Suite struct BundleTests {
  private static let day: Int64 = 86_400_000

  /// Stops of some weeks, of which some have texts, services and revisions that others have not.
  private static func records(_ generator: inout EventGenerator) -> [Record] {
    (0..<240).map { number in
      Record(
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
      try Self.expectSameReports(archive, try Archive(path: part, .read), bundle.fixedRequest)
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
