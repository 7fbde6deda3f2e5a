import Exports
import Ingest
import Reports
import Rows
import Storage
import Testing
import Time

/// A month of nightly exports, of which some are missing, empty, cut or short.
@Suite struct CoverageTests {
  /// 2026-03-02, a Monday.
  private static let start: Int64 = 1_772_409_600_000
  private static let day: Int64 = 86_400_000
  private static let days = 30

  private static func event(
    _ number: Int, kind: String = "STOPPED", account: String = "111122223333"
  ) -> String {
    let digits = String(number, radix: 16)
    let id = String(repeating: "0", count: 32 - digits.count) + digits
    let arn = "arn:aws:ecs:eu-west-1:\(account)"
    return """
      {"version":"0","id":"\(id)","detail-type":"ECS Task State Change","source":"aws.ecs","account":"\(account)",\
      "region":"eu-west-1","resources":["\(arn):task/shop/\(id)"],"detail":{"clusterArn":"\(arn):cluster/shop",\
      "containers":[],"lastStatus":"\(kind)","taskArn":"\(arn):task/shop/\(id)","version":2}}
      """
  }

  /// The records of one day, spread evenly from minute 5 on.
  private static func records(day number: Int, stops: Int, kind: String = "STOPPED") -> [Record] {
    (0..<stops).map { index in
      Record(
        loggedAt: start + Int64(number) * day + 300_000 + Int64(index) * (day - 600_000)
          / Int64(stops),
        message: event(number * 1_000 + index, kind: kind))
    }
  }

  private static func name(_ day: Int) -> String { "task-\(day)/stream-\(day)/000000.gz" }

  /// Exports each day by itself.
  private static func place(
    stops: (Int) -> Int = { _ in 24 }, without missing: Set<Int> = []
  ) throws -> Workplace {
    let place = try Workplace()
    for day in 0..<days where !missing.contains(day) {
      let count = stops(day)
      if count > 0 { try place.export(records(day: day, stops: count), to: name(day)) }
    }
    return place
  }

  private struct Row: Equatable {
    var check: String
    var period: String
    var why: String
  }

  /// The rows of coverage that somebody should look into, but for those of imports that are long past.
  private static func alarms(_ place: Workplace, hours: Bool = false) throws -> [Row] {
    let archive = try Archive(path: place.archivePath, .read)
    let report = try #require(ReportCatalog.standard["coverage"])
    var request = ReportRequest(coversAllTime: true, now: Workplace.now, rowsMax: .max)
    request.dimension = hours ? .hour : nil
    request.takePeriod(of: "coverage")
    let result = try ReportRunner(archive).run(report, request)
    func text(_ row: [Cell], _ name: String) -> String {
      guard let index = result.columns.firstIndex(where: { $0.name == name }),
        case .text(let text) = row[index]
      else { return "" }
      return text
    }
    return result.rows.filter { text($0, "status") == "check" }.map {
      Row(check: text($0, "check"), period: text($0, "period"), why: text($0, "why"))
    }
  }

  @Test func wholeMonthHasNoGap() throws {
    let place = try Self.place()
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
    #expect(try Self.alarms(place, hours: true).isEmpty)
  }

  /// The first and the last day are the archive's own.
  @Test(arguments: 1..<29) func eachMissingFileIsNamed(_ missing: Int) throws {
    let place = try Self.place(without: [missing])
    try place.ingest()
    let alarms = try Self.alarms(place)
    #expect(alarms.map(\.check) == ["day looks missing"])
    let date = Timestamp.insightsText(Self.start + Int64(missing) * Self.day).prefix(10)
    #expect(alarms.map(\.period) == [String(date)])
    #expect(
      alarms.first?.why == "no file has records of it, and about 24 records are usual")
  }

  @Test func severalMissingFilesAreNamed() throws {
    let place = try Self.place(without: [4, 11, 20, 21])
    try place.ingest()
    #expect(
      try Self.alarms(place).map(\.period)
        == ["2026-03-06", "2026-03-13", "2026-03-22", "2026-03-23"])
  }

  /// The file of a night without stops has records of other kinds.
  @Test func quietNightThatWasExportedIsNoGap() throws {
    let place = try Self.place(without: [12])
    try place.export(
      Self.records(day: 12, stops: 1, kind: "RUNNING"), to: Self.name(12))
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
  }

  /// Each export has the day before it as well, so that the next one shows that a night was quiet.
  @Test func quietNightBetweenOverlappingExportsIsNoGap() throws {
    let place = try Workplace()
    for day in 1..<Self.days {
      let records = [day - 1, day].filter { $0 != 12 }.flatMap {
        Self.records(day: $0, stops: 24)
      }
      // The export of the 13th night and the one after it end and begin at the quiet one.
      if day != 12, day != 13 { try place.export(records, to: Self.name(day)) }
    }
    try place.export(
      [11, 13].flatMap { Self.records(day: $0, stops: 24) }, to: Self.name(12))
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
  }

  @Test func serviceWithFewStopsHasNoGaps() throws {
    let place = try Self.place(stops: { [0, 2, 0, 1, 3, 0, 1, 0][$0 % 8] })
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
  }

  /// No account has enough stops to tell, all of them together have.
  @Test func fileOfManyAccountsWithFewStopsIsNamed() throws {
    let place = try Workplace()
    for day in 0..<Self.days where day != 9 {
      let records = Self.records(day: day, stops: 24).enumerated().map { index, record in
        Record(
          loggedAt: record.loggedAt,
          message: Self.event(day * 1_000 + index, account: "11112222333\(index % 6)"))
      }
      try place.export(records, to: Self.name(day))
    }
    try place.ingest()
    #expect(try Self.alarms(place).map(\.period) == ["2026-03-11"])
  }

  /// Two known records from around the gap, as somebody's excerpt has them, and then all of them again.
  @Test func filesWithoutNewsShowNothing() throws {
    let place = try Self.place(without: [10, 11, 12])
    let known = [0, 29].map { Self.records(day: $0, stops: 24)[0] }
    try place.ingest()
    try place.export(known, to: "excerpt/000000.gz")
    try place.ingest()
    #expect(try Self.alarms(place).map(\.check) == Array(repeating: "day looks missing", count: 3))
    let all = (0..<Self.days).filter { !(10...12).contains($0) }.flatMap {
      Self.records(day: $0, stops: 24)
    }
    try place.export(all, to: "joined/000000.gz")
    try place.ingest()
    #expect(try Self.alarms(place).map(\.check) == Array(repeating: "day looks missing", count: 3))
  }

  /// An excerpt with stops that are new but few does not show that the time between them was exported.
  @Test func sparseFileShowsNothing() throws {
    let place = try Self.place(without: [10])
    let stops = [9, 11].map { day in
      Record(
        loggedAt: Self.start + Int64(day) * Self.day + 7_000_000,
        message: Self.event(900_000 + day))
    }
    try place.export(stops, to: "excerpt/000000.gz")
    try place.ingest()
    #expect(try Self.alarms(place).map(\.period) == ["2026-03-12"])
  }

  /// One file of everything, in which a day has nothing: that day was exported.
  @Test func quietDayWithinOneFileIsNoGap() throws {
    let place = try Workplace()
    let records = (0..<Self.days).filter { $0 != 10 }.flatMap { Self.records(day: $0, stops: 24) }
    try place.export(records, to: "all/000000.gz")
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
  }

  /// The newest night has come of one account and not of the other.
  @Test func lastNightOfOneAccountIsNamed() throws {
    let place = try Self.place(without: [29])
    for day in 0..<Self.days {
      let records = Self.records(day: day, stops: 24).enumerated().map { index, record in
        Record(
          loggedAt: record.loggedAt,
          message: Self.event(500_000 + day * 1_000 + index, account: "444455556666"))
      }
      try place.export(records, to: "other-\(day)/stream/000000.gz")
    }
    try place.ingest()
    #expect(try Self.alarms(place).map(\.period) == ["2026-03-31"])
  }

  @Test func quietWeekendsAreNoGaps() throws {
    let place = try Self.place(stops: { $0 % 7 > 4 ? 0 : 40 })
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
  }

  @Test func dayWithFarFewerStopsIsThin() throws {
    let place = try Self.place(stops: { $0 == 15 ? 20 : 150 + $0 % 5 })
    try place.ingest()
    let alarms = try Self.alarms(place)
    #expect(alarms.map(\.check) == ["day looks thin"])
    #expect(alarms.map(\.period) == ["2026-03-17"])
  }

  /// A night that was cut short stays in question until the next export, which overlaps it, has all of its stops.
  @Test func truncatedNightIsResolvedByTheNextExport() throws {
    let place = try Workplace()
    for day in 0..<10 {
      try place.export(Self.records(day: day, stops: 24), to: Self.name(day))
    }
    let night = gzip(Self.records(day: 10, stops: 24).map(\.line).joined())
    try place.write(Array(night[..<(night.count * 2 / 3)]), to: Self.name(10))
    try place.ingest()
    #expect(try Self.alarms(place).contains { $0.check == "damaged file" })
    try place.export(
      Self.records(day: 10, stops: 24) + Self.records(day: 11, stops: 24), to: Self.name(11))
    try place.ingest()
    #expect(try Self.alarms(place).isEmpty)
    try place.expectSound()
  }

  /// The next export begins after the cut: what the night lost, nobody has.
  @Test func truncatedNightStaysWithoutProof() throws {
    let place = try Workplace()
    for day in 0..<10 {
      try place.export(Self.records(day: day, stops: 24), to: Self.name(day))
    }
    let night = gzip(Self.records(day: 10, stops: 24).map(\.line).joined())
    try place.write(Array(night[..<(night.count * 2 / 3)]), to: Self.name(10))
    try place.export(Self.records(day: 11, stops: 24), to: Self.name(11))
    try place.ingest()
    #expect(try Self.alarms(place).contains { $0.check == "damaged file" })
  }

  /// An archive that was up to date is late when imports stop; one that was old when it was imported is not.
  @Test func importsThatStopAreLate() throws {
    let current = try Workplace()
    try current.export(Self.records(day: 29, stops: 24), to: Self.name(29))
    try current.ingest()
    let stops = try ArchiveStops(Archive(path: current.archivePath, .read))
    #expect(try stops.lateness(asOf: Workplace.now + Self.day) == nil)
    let late = try stops.lateness(asOf: Workplace.now + 3 * Self.day)
    #expect(late?.hasPrefix("nothing newer than 2026-03-31 ") == true)
    let past = try Workplace()
    try past.export(Self.records(day: 3, stops: 24), to: Self.name(3))
    try past.ingest()
    let old = try ArchiveStops(Archive(path: past.archivePath, .read))
    #expect(try old.lateness(asOf: Workplace.now + 300 * Self.day) == nil)
  }
}
