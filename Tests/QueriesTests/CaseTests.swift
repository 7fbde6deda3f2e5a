import FixtureArchive
import LogsInsights
import Queries
import Storage
import TestSupport
import Testing

/// Every case file: a query, and the rows that it gives on the archive of the fixture.
@Suite struct CaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    let count = try Self.cases.get().count
    #expect(count >= 285)
  }

  @Test(arguments: try cases.get())
  func givesTheRowsOfItsFile(_ file: CaseFile) throws {
    let archive = try FixtureArchive.open()
    try file.check(try Self.outputs(of: file, archive), owning: ["rows", "error", "warning"])
  }

  /// Each rule of the specification's checklist (section 15) has a case that names it; 12 is about
  /// the console, and 13 is a case of the compiler's.
  @Test func checklistIsComplete() throws {
    let numbers = try Self.cases.get().compactMap { file in
      file.name.wholeMatch(of: /checklist\/15-([0-9]{2})-.*/).flatMap { Int($0.1) }
    }
    #expect(Set(numbers) == Set(1...20).subtracting([12, 13]))
  }

  private static func outputs(
    of file: CaseFile, _ archive: borrowing Archive
  ) throws -> [CaseFile.Section] {
    let runner = try QueryRunner(archive, tables: FixtureArchive.folder)
    do {
      let query = try runner.compile(file.input, options: options(of: file))
      let rows = try Rows { try runner.run(query, to: $0) }
      let source = SourceText(file.input)
      let warnings = query.warnings.map { $0.rendered(in: source) }.joined()
      let section = CaseFile.Section("rows", text: rows.text)
      return warnings.isEmpty ? [section] : [section, .init("warning", text: warnings)]
    } catch let error as QueryError {
      return [CaseFile.Section("error", text: error.description)]
    }
  }

  /// Reads the notes `start: ms`, `end: ms` and `rows-max: n`.
  private static func options(of file: CaseFile) -> CompileOptions {
    CompileOptions(
      start: file.note("start").flatMap { Int64($0) },
      end: file.note("end").flatMap { Int64($0) }, now: now,
      rowsMax: file.note("rows-max").flatMap { Int($0) })
  }
}
