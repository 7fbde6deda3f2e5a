import FixtureArchive
import Reports
import Storage
import TestSupport
import Testing

/// What coverage makes of hours without stops.
@Suite struct CoverageGapTests {
  private static let start: Int64 = 1_772_409_600_000
  private static let hour: Int64 = 3_600_000

  /// Eight days with four stops an hour, but for six hours of a night.
  @Test func aNightThatIsMissingIsFound() throws {
    let gaps = try Self.gaps(hours: (0..<192).filter { !(98..<104).contains($0) }, each: 4)
    try #require(gaps.count == 1)
    #expect(gaps[0]["check"] == "day looks partly missing")
    #expect(gaps[0]["period"] == "2026-03-06")
    #expect(
      gaps[0]["why"]
        == "no file has records of 6 hours from 02:00 UTC, and about 24 records are usual")
  }

  /// Five weeks in which nothing runs at night: nothing is to be expected there.
  @Test func aQuietNightIsNone() throws {
    let hours = (0..<840).filter { (8..<20).contains($0 % 24) }
    #expect(try Self.gaps(hours: hours, each: 4).isEmpty)
  }

  /// Five weeks in which nothing runs on two days of seven, and then on a third, once.
  @Test func aQuietWeekendIsNoneButAQuietMondayIs() throws {
    let weekdays = (0..<840).filter { $0 / 24 % 7 > 1 }
    #expect(try Self.gaps(hours: weekdays, each: 2).isEmpty)
    let gaps = try Self.gaps(hours: weekdays.filter { $0 / 24 != 16 }, each: 2)
    #expect(gaps.map { $0["period"] } == ["2026-03-18"])
  }

  /// A few stops a day say nothing when an hour has none.
  @Test func fewStopsMakeNoGaps() throws {
    #expect(try Self.gaps(hours: Array(stride(from: 0, to: 192, by: 6)), each: 1).isEmpty)
  }

  private static func gaps(hours: [Int], each: Int) throws -> [FlatJSON] {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    let times = hours.flatMap { hour in
      (0..<each).map { start + Int64(hour) * Self.hour + Int64($0) * 600_000 }
    }
    try write(times.enumerated().map { record($0.offset, at: $0.element) }, to: archive)
    let report = try #require(ReportCatalog.standard["coverage"])
    let result = try ReportRunner(archive).run(report, ReportRequest(coversAllTime: true, now: now))
    let rows = try Rows { try result.write(to: $0) }
    return try rows.lines.map { try #require(FlatJSON(String($0), isEvent: false)) }
      .filter { $0["check"]?.hasSuffix("missing") == true }
  }

  private static func record(_ number: Int, at time: Int64) -> LogRecord {
    let digits = String(number, radix: 16)
    let id = String(repeating: "0", count: 32 - digits.count) + digits
    let arn = "arn:aws:ecs:eu-west-1:111122223333"
    return LogRecord(
      message: """
        {"version":"0","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",\
        "region":"eu-west-1","detail":{"clusterArn":"\(arn):cluster/shop","containers":[],\
        "lastStatus":"STOPPED","taskArn":"\(arn):task/shop/\(id)","version":2}}
        """, loggedAt: time)
  }
}
