import FixtureArchive
import Reports
import Storage
import TestSupport
import Testing

/// Every case file: a report, and the rows that it gives on the archive of the fixture.
@Suite struct CaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    let count = try Self.cases.get().count
    #expect(count >= 16)
  }

  @Test(arguments: try cases.get())
  func givesTheRowsOfItsFile(_ file: CaseFile) throws {
    let archive = try FixtureArchive.open()
    try file.check(try Self.outputs(of: file, archive), owning: ["rows", "error"])
  }

  /// A case has the notes `report: name` and perhaps `start: ms`, `end: ms` and `rows-max: n`, and the report's
  /// argument as its input.
  private static func outputs(
    of file: CaseFile, _ archive: borrowing Archive
  ) throws -> [CaseFile.Section] {
    let name = try #require(file.note("report"))
    let report = try #require(ReportCatalog.standard[name])
    let request = ReportRequest(
      subject: file.input.isEmpty ? nil : file.input,
      start: file.note("start").flatMap { Int64($0) }, end: file.note("end").flatMap { Int64($0) },
      now: now, rowsMax: file.note("rows-max").flatMap { Int($0) })
    do {
      let result = try ReportRunner(archive).run(report, request)
      let rows = try Rows { try result.write(to: $0) }
      return [.init("rows", modifiers: result.areMore ? ["cut"] : [], text: rows.text)]
    } catch let error as ReportError {
      return [.init("error", text: error.description)]
    }
  }
}
