import FixtureArchive
import Foundation
import InsightsSQLite
import LogsInsights
import Queries
import SQLite
import Storage
import TestSupport
import Testing

/// Every case file: a query, and what becomes of it on the archive of the fixture.
///
/// A case lies in the folder of what it is about:
///
/// | folder | cases about |
/// |---|---|
/// | `accum` … `unnest` | the command of that name |
/// | `functions`, `operators` | functions of one value, operators |
/// | `extensions` | fields that the archive adds |
/// | `slips` | what people write who come from other languages, and pasted text |
/// | `lexical`, `names`, `errors` | tokens, names of fields, and rejected queries |
/// | `empty`, `unknown`, `warnings` | what surely gives nothing, fields that no event has, other warnings |
/// | `interned`, `access-path` | conditions that become ids, and which index is taken |
/// | `odd`, `order`, `window` | events of another form than usual, the order of rows, times |
/// | `article`, `checklist` | questions of the article, and rules of the specification's section 15 |
///
/// The file begins with notes and the query, and then has sections:
///
/// | section | holds | is recorded |
/// |---|---|---|
/// | `sql` | the SQL and its bindings | if the file has the section: write `---- sql` under the query to pin it |
/// | `rows` | what the SQL gives, a JSON object a line | unless the query has errors |
/// | `warning`, `error` | what the compiler says | if there is any |
///
/// The archive has the usual events of the fixture, so that the SQL is plain; the note `archive: all` adds the odd ones.
/// Other notes: `start:` and `end:` (milliseconds), `rows-max:`, `messages: whole` (instead of their events' ids), and
/// those of ``AdjustedCatalog``. Any other note is a comment.
///
/// `RECORD=1 swift test --skip-build --filter QueryCaseTests` writes what is recorded, and fails.
@Suite struct QueryCaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    let count = try Self.cases.get().count
    #expect(count >= 780)
  }

  @Test(arguments: try cases.get())
  func givesWhatItsFileSays(_ file: CaseFile) throws {
    let sections: Set = ["rows", "error", "warning"]
    try file.check(
      try Self.outputs(of: file), owning: file["sql"] == nil ? sections : sections.union(["sql"]))
  }

  private static func outputs(of file: CaseFile) throws -> [CaseFile.Section] {
    let archive = try archive(of: file)
    // It registers the functions that the SQL calls.
    let runner = try QueryRunner(archive)
    let connection = archive.connection
    let tables = try LookupTables(folder: FixtureArchive.folder, connection)
    let catalog = AdjustedCatalog(
      try ArchiveFields(connection, tables: tables), notesOf: file)
    do {
      let query = try Query.compile(file.input, catalog: catalog, options: options(of: file))
      let rows = try Rows { try runner.run(query, to: $0) }.text
      let source = SourceText(file.input)
      let warnings = query.warnings.map { $0.rendered(in: source) }.joined()
      let areWhole = file.note("messages") == "whole"
      return [
        file["sql"].map { _ in .init("sql", text: query.displayText) },
        .init("rows", text: areWhole ? rows : ShortMessages.shorten(rows)),
        warnings.isEmpty ? nil : .init("warning", text: warnings),
      ].compactMap { $0 }
    } catch let error as QueryError {
      return [.init("error", text: error.description)]
    }
  }

  private static func archive(of file: CaseFile) throws -> Archive {
    file.note("archive") == "all" ? try FixtureArchive.open() : try FixtureArchive.openPlain()
  }

  private static func options(of file: CaseFile) -> CompileOptions {
    CompileOptions(
      start: file.note("start").flatMap { Int64($0) },
      end: file.note("end").flatMap { Int64($0) }, now: now,
      rowsMax: file.note("rows-max").flatMap { Int($0) })
  }
}

// MARK: - What the cases show together

extension QueryCaseTests {
  /// A kind of error or warning that no case shows would change unseen.
  @Test func everyDiagnosticHasACase() throws {
    let outputs = try Self.cases.get().flatMap(\.sections)
      .filter { ["error", "warning"].contains($0.name) }.map(\.text).joined()
    let shown = Set(outputs.matches(of: /\[([EW][0-9]{4})\]/).map { String($0.1) })
    for reason in Diagnostic.Reason.all {
      #expect(shown.contains(reason.code), "\(reason.message)")
    }
  }

  /// Each rule of the specification's checklist (section 15) has a case that names it; 12 is about the console.
  @Test func checklistIsComplete() throws {
    let numbers = try Self.cases.get().compactMap { file in
      file.name.wholeMatch(of: /checklist\/15-([0-9]{2})-.*/).flatMap { Int($0.1) }
    }
    #expect(Set(numbers) == Set(1...20).subtracting([12]))
  }
}
