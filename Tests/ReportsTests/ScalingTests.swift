import FixtureArchive
import Queries
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Reports

/// With twice as many stops a report does about twice as much, whatever the stops are.
///
/// What is counted is the work of SQLite, which is the same on every machine: a report that compares each group with each
/// other takes minutes with the 50,000 groups that a noisy archive has, and nothing shows it with few.
@Suite struct ScalingTests {
  /// Enough that a square outweighs everything else: it would be four times as much.
  private static let count = 1_500
  /// Sorting grows a little faster than the number of rows.
  private static let growthMax = 2.7

  @Test(arguments: HostileStops.allCases)
  func noReportTakesTheSquareOfItsGroups(_ stops: HostileStops) throws {
    let few = try Self.work(stops, Self.count)
    let many = try Self.work(stops, Self.count * 2)
    for (report, work) in few {
      // Reports that do nearly nothing have nothing to compare.
      guard let later = many[report], later > 50 else { continue }
      let growth = Double(later) / Double(max(work, 1))
      #expect(growth < Self.growthMax, "\(report) of \(stops): \(work), then \(later)")
    }
  }

  /// The thousands of operations of each report.
  private static func work(_ stops: HostileStops, _ count: Int) throws -> [String: Int] {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(stops.records(count), to: archive)
    let steps = Atomic(0)
    let limits = ReadLimits(seconds: nil, valueBytesMax: nil, memoryBytesMax: nil) {
      steps.add(1, ordering: .relaxed)
      return false
    }
    let runner = try ReportRunner(archive, limits: limits)
    var work: [String: Int] = [:]
    for report in ReportCatalog.standard.reports
    where report.argument == nil && report.parametersAreOptional {
      let before = steps.load(ordering: .relaxed)
      _ = try runner.run(report, ReportRequest(coversAllTime: true, now: HostileStops.start))
      work[report.name] = steps.load(ordering: .relaxed) - before
    }
    return work
  }
}
