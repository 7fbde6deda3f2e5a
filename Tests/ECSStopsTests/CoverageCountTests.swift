import Exports
import Foundation
import Ingest
import Reports
import Rows
import Storage
import Testing
import Time

/// The numbers of the report coverage and of the ledger, which have to add up.
@Suite struct CoverageCountTests {
  private static let start: Int64 = 1_772_409_600_000

  private static func record(_ number: Int, version: Int = 2, at minute: Int64) -> Record {
    let digits = String(number, radix: 16)
    let id = String(repeating: "0", count: 32 - digits.count) + digits
    let arn = "arn:aws:ecs:eu-west-1:111122223333"
    let message = """
      {"version":"0","id":"\(id)","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",\
      "region":"eu-west-1","resources":["\(arn):task/shop/\(id)"],"detail":{"clusterArn":"\(arn):cluster/shop",\
      "containers":[],"lastStatus":"STOPPED","taskArn":"\(arn):task/shop/\(id)","version":\(version)}}
      """
    return Record(loggedAt: start + minute * 60_000, message: message)
  }

  /// A day of ten stops, two of which were delivered twice.
  private static let night =
    (0..<10).map { record($0, at: Int64($0) * 60) } + (0..<2).map { record($0, at: Int64($0) * 60) }

  private struct Period: Equatable {
    var count: Int64
    var records: Int64
    var duplicates: Int64
  }

  private static func days(_ place: Workplace, start: Int64? = nil, end: Int64? = nil) throws
    -> [Period]
  {
    try rows(place, start: start, end: end).filter { $0["period"] != nil }.map { row in
      func number(_ name: String) -> Int64 {
        if case .integer(let number)? = row[name] { number } else { -1 }
      }
      return Period(
        count: number("count"), records: number("records"), duplicates: number("duplicates"))
    }
  }

  private static func rows(
    _ place: Workplace, start: Int64? = nil, end: Int64? = nil
  ) throws -> [[String: Cell]] {
    let archive = try Archive(path: place.archivePath, .read)
    let report = try #require(ReportCatalog.standard["coverage"])
    let result = try ReportRunner(archive).run(
      report,
      ReportRequest(start: start, end: end, coversAllTime: true, now: Workplace.now, rowsMax: .max))
    return result.rows.map { row in
      var cells: [String: Cell] = [:]
      for (column, cell) in zip(result.columns, row) where cell != .null {
        cells[column.name] = cell
      }
      return cells
    }
  }

  private static func ledger(_ place: Workplace) throws -> IngestCounts {
    try Archive(path: place.archivePath, .read).statistics().records
  }

  @Test func aDayCountsItsStopsAndItsRecords() throws {
    let place = try Workplace()
    try place.export(Self.night, to: "a/000000.gz")
    try place.ingest()
    #expect(try Self.days(place) == [Period(count: 10, records: 12, duplicates: 2)])
  }

  /// Six hours of the day, from hour two to hour seven.
  @Test func stopsOutsideTheTimeRangeDoNotCount() throws {
    let place = try Workplace()
    try place.export(Self.night, to: "a/000000.gz")
    try place.ingest()
    let hour: Int64 = 3_600_000
    let days = try Self.days(place, start: Self.start + 2 * hour, end: Self.start + 8 * hour - 1)
    #expect(days.map(\.count) == [6])
  }

  @Test func readingAgainKeepsWhatAFileBrought() throws {
    let place = try Workplace()
    try place.export(Self.night, to: "a/000000.gz")
    try place.ingest()
    let first = try Self.ledger(place)
    let archive = try Archive(path: place.archivePath, .write)
    let summary = try Ingestor(archive, now: Workplace.now, rereads: true)
      .ingest(ExportFinder.find([place.bucket]).files)
    #expect(summary.counts.stored == 0 && summary.counts.duplicates == 12)
    #expect(try Self.ledger(place) == first)
    #expect(first.stored == 10 && first.duplicates == 2)
    #expect(try Self.days(place) == [Period(count: 10, records: 12, duplicates: 2)])
  }

  /// Of two versions of a task one is superseded, whichever comes first.
  @Test(arguments: [[5, 6], [6, 5]]) func eachStopIsStoredOnce(versions: [Int]) throws {
    let place = try Workplace()
    for (index, version) in versions.enumerated() {
      try place.export(
        [Self.record(1, version: version, at: Int64(index))], to: "v\(index)/000000.gz")
      try place.ingest()
    }
    let counts = try Self.ledger(place)
    #expect(counts.stored == 1 && counts.superseded == 1 && counts.read == 2)
    #expect(try Self.days(place).map(\.count) == [1])
  }

  @Test func aRefusedFileIsListedUntilItIsReadOrGone() throws {
    let place = try Workplace()
    try place.export(Self.night, to: "a/000000.gz")
    try place.write(Array("Hello there".utf8), to: "b/notes.txt")
    try place.write(Array("Hello there".utf8), to: "c/notes.txt")
    try place.ingest()
    func refused() throws -> Int {
      try Self.rows(place).filter { $0["check"] == .text("file not read") }.count
    }
    #expect(try refused() == 2)
    // It is not forgotten because other files are read.
    try place.ingest(["a"])
    #expect(try refused() == 2)
    try place.write(Array(Self.night[0].line.utf8), to: "b/notes.txt")
    try place.ingest()
    #expect(try refused() == 1)
    try FileManager.default.removeItem(atPath: place.bucket + "/c/notes.txt")
    try place.ingest()
    #expect(try refused() == 0)
  }
}
