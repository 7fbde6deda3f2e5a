import FixtureArchive
import Rows
import SQLite
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Reports

/// One rule for the time of all reports, and what is said where there is nothing in it.
@Suite struct StandardTimeTests {
  private static let day: Int64 = 86_400_000
  private static let hour: Int64 = 3_600_000

  /// A stop at each hour of twelve days, the last long before now.
  private static func archive(_ folder: TemporaryFolder, stops: Int = 12 * 24) throws -> Archive {
    var generator = EventGenerator(seed: seed)
    let records = (0..<stops).map { number in
      LogRecord(
        message: generator.event().text(),
        loggedAt: now - 40 * Self.day - Int64(number) * Self.hour)
    }
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(records, to: archive)
    return archive
  }

  @Test func everyReportCoversTheLastSevenDaysWithStops() throws {
    let folder = TemporaryFolder()
    let archive = try Self.archive(folder)
    let runner = try ReportRunner(archive)
    let last = now - 40 * Self.day
    for report in ReportCatalog.standard.reports where report.argument == nil {
      let window = try runner.run(report, ReportRequest(now: now)).window
      #expect(window.first == last - 7 * Self.day + 1 && window.last == last, "\(report.name)")
    }
    #expect(try runner.stops(ReportRequest(now: now)) == 7 * 24)
    #expect(try runner.stops(ReportRequest(coversAllTime: true, now: now)) == 12 * 24)
    let overview = try PageOverview(runner, ReportRequest(now: now))
    #expect(overview.window.first == last - 7 * Self.day + 1)
    #expect(
      try Digest(runner, ReportRequest(now: now), in: .standard).text.hasPrefix(
        overview.window.text(of: ReportScope())))
  }

  @Test func aReportOnOneTaskIsNotLimitedInTime() throws {
    let folder = TemporaryFolder()
    let archive = try Self.archive(folder)
    let oldest = try rows(
      "SELECT task_id FROM stopped_tasks ORDER BY logged_at_ms LIMIT 1", archive)
    guard case .text(let id)? = oldest.first?.first else { return #expect(Bool(false)) }
    let report = try #require(ReportCatalog.standard["task"])
    let request = ReportRequest(subject: id, start: now - Self.day, now: now)
    #expect(try !ReportRunner(archive).run(report, request).rows.isEmpty)
  }

  @Test func anEmptyTimeIsTold() throws {
    let folder = TemporaryFolder()
    let archive = try Self.archive(folder)
    let stops = try ArchiveStops(archive)
    func text(_ start: Int64?, _ end: Int64?, _ scope: ReportScope = ReportScope()) throws
      -> String?
    {
      try stops.emptiness(of: ReportRequest(start: start, end: end, now: now, scope: scope))
    }
    let after = try #require(try text(now - Self.day, nil))
    #expect(after.hasPrefix("no stops from "))
    #expect(after.hasSuffix("UTC, 40 days old"))
    let before = try #require(try text(nil, now - 100 * Self.day))
    #expect(
      before.hasPrefix("no stops until ") && before.contains("; the oldest stop in this archive"))
    let between = try #require(
      try text(now - 40 * Self.day - Self.hour + 1, now - 40 * Self.day - 1))
    #expect(between.hasSuffix("; the newest stop in this archive is from \(after.suffix(33))"))
    #expect(try text(nil, nil) == nil)
    #expect(try text(now - 41 * Self.day, nil) == nil)
  }

  @Test func aScopeThatLeavesNothingIsTold() throws {
    let folder = TemporaryFolder()
    let archive = try Self.archive(folder)
    let stops = try ArchiveStops(archive)
    let found = try rows(
      """
      SELECT "group", max(logged_at_ms) FROM stopped_tasks WHERE "group" <> ''
      GROUP BY 1 ORDER BY 2 LIMIT 1
      """, archive)
    guard case .text(let service)? = found.first?.first,
      case .integer(let last)? = found.first?.last
    else { return #expect(Bool(false)) }
    var request = ReportRequest(start: last + 1, now: now, scope: ReportScope(services: [service]))
    let text = try #require(try stops.emptiness(of: request))
    #expect(text.hasPrefix("no stops of service \(service) from "))
    #expect(text.contains(", but others; the newest of service \(service) is from "))
    request.start = last
    #expect(try stops.emptiness(of: request) == nil)
    #expect(
      try stops.staleness(of: request.scope, olderThan: now - last - 1, now: now) != nil)
    #expect(try stops.staleness(of: request.scope, olderThan: now - last, now: now) == nil)
  }

  @Test func anArchiveWithoutStopsIsTold() throws {
    let folder = TemporaryFolder()
    let archive = try Self.archive(folder, stops: 0)
    let stops = try ArchiveStops(archive)
    let request = ReportRequest(now: now)
    #expect(try stops.emptiness(of: request)?.hasPrefix("this archive has no stops") == true)
    #expect(try stops.staleness(of: ReportScope(), olderThan: .max, now: now) != nil)
  }

  @Test func noHeadlineTakesSilenceForHealth() throws {
    let folder = TemporaryFolder()
    let archive = try Self.archive(folder)
    let runner = try ReportRunner(archive)
    func page(_ start: Int64?) throws -> String {
      try PageMaker(runner).page(
        of: ReportCatalog.standard.reports, ReportRequest(start: start, now: now, rowsMax: 5)
      ).text
    }
    // Nothing at all, the beginning of the time only, and the last days with stops a long time ago.
    for start in [now - Self.day, now - 44 * Self.day, nil] {
      #expect(try page(start).contains("<p class=\"warning\" role=\"status\">"))
      let digest = try Digest(runner, ReportRequest(start: start, now: now), in: .standard).text
      #expect(digest.contains("\n\n**Warning:** ") && digest.contains(", 40 days old"))
      #expect(!digest.contains("No task stopped"))
    }
    let digest = try Digest(
      runner, ReportRequest(start: now - 44 * Self.day, now: now), in: .standard
    ).text
    #expect(digest.contains(" in 44 days (nothing is recorded after "))
    // A comparison of a part with a whole would say that all is better now.
    #expect(!digest.contains("the previous 44 days"))
    #expect(
      try !PageMaker(runner).page(
        of: ReportCatalog.standard.reports,
        ReportRequest(now: now - 40 * Self.day + Self.hour, rowsMax: 5)
      ).text.contains("class=\"warning\""))
  }
}
