import Events
import FixtureArchive
import Reports
import Storage
import TestSupport
import Testing
import Time

/// Every case file: a report, and the rows that it gives on the archive of the fixture.
@Suite struct CaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    let count = try Self.cases.get().count
    #expect(count >= 28)
  }

  @Test(arguments: try cases.get())
  func givesTheRowsOfItsFile(_ file: CaseFile) throws {
    let archive = try Self.archive(file.note("archive"))
    try file.check(try Self.outputs(of: file, archive), owning: ["rows", "error"])
  }

  private static func archive(_ name: String?) throws -> Archive {
    switch name {
    case "incident": try FixtureArchive.openWithIncident()
    case "jobs": try FixtureArchive.openWithJobs()
    case "rollback": try FixtureArchive.openWithRollback()
    default: try FixtureArchive.open()
    }
  }

  /// A case has the note `report: name`, the report's subject as its input, and perhaps the notes `start:` and `end:`
  /// (milliseconds or `2026-03-01T00:00:00Z`), `cluster:`, `service:`, `account:`, `region:`, `by:`, `set: name=value`,
  /// `rows-max:` and `archive: incident` or `archive: jobs` (the fixture with the events of that folder of it) or
  /// `archive: rollback` (the events of that folder alone).
  private static func outputs(
    of file: CaseFile, _ archive: borrowing Archive
  ) throws -> [CaseFile.Section] {
    let name = try #require(file.note("report"))
    let report = try #require(ReportCatalog.standard[name])
    let request = try request(file)
    do {
      let result = try ReportRunner(archive).run(report, request)
      let rows = try Rows { try result.write(to: $0) }
      return [.init("rows", modifiers: result.areMore ? ["cut"] : [], text: rows.text)]
    } catch let error as ReportError {
      return [.init("error", text: error.description)]
    }
  }

  private static func request(_ file: CaseFile) throws -> ReportRequest {
    func values(_ name: String) -> [String] { file.note(name).map { [$0] } ?? [] }
    var request = ReportRequest(
      subject: file.input.isEmpty ? nil : file.input, coversAllTime: true, now: now,
      scope: ReportScope(
        clusters: values("cluster"), services: values("service"), accounts: values("account"),
        regions: values("region")),
      rowsMax: file.note("rows-max").flatMap { Int($0) })
    request.start = try file.note("start").map(milliseconds)
    request.end = try file.note("end").map(milliseconds)
    request.dimension = try file.note("by").map { try #require(ReportDimension(rawValue: $0)) }
    if let parts = file.note("set")?.split(separator: "=", maxSplits: 1), parts.count == 2 {
      request.values = [String(parts[0]): String(parts[1])]
    }
    return request
  }

  private static func milliseconds(_ text: String) throws -> Int64 {
    if let number = Int64(text) { return number }
    let parsed = Array(text.utf8).withUnsafeBytes { Timestamp.parse($0)?.milliseconds }
    return try #require(parsed, "no time: \(text)")
  }
}
