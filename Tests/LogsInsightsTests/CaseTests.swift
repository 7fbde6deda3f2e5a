import Foundation
import LogsInsights
import TestSupport
import Testing

/// Every case file: a query and the SQL, errors or warnings that it gives.
@Suite struct CaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    let count = try Self.cases.get().count
    #expect(count >= 540)
  }

  @Test(arguments: try cases.get())
  func givesWhatItsFileSays(_ file: CaseFile) throws {
    try file.check(try Self.outputs(of: file), owning: ["sql", "error", "warning"])
  }

  private static func outputs(of file: CaseFile) throws -> [CaseFile.Section] {
    do {
      let compiled = try Query.compile(
        file.input, catalog: catalog(for: file), options: options(for: file))
      let source = SourceText(file.input)
      let warnings = compiled.warnings.map { $0.rendered(in: source) }.joined()
      let sql = CaseFile.Section("sql", text: compiled.displayText)
      return warnings.isEmpty ? [sql] : [sql, CaseFile.Section("warning", text: warnings)]
    } catch let error as QueryError {
      return [CaseFile.Section("error", text: error.description)]
    }
  }

  /// Reads a note such as `resolve: 17 | 3, 9 | none | open`: one answer a call; and `event-times: ms ms`.
  private static func catalog(for file: CaseFile) -> TestCatalog {
    guard let note = file.note("resolve") else {
      let times = file.note("event-times")?.split(separator: " ").compactMap { Int64($0) } ?? []
      return TestCatalog(
        hasTables: file.note("tables") != "none",
        eventTimes: times.count == 2 ? times[0]...times[1] : nil)
    }
    let answers = note.split(separator: "|").map { answer -> [Int64]? in
      let words = answer.split { " ,".contains($0) }
      return words == ["open"] ? nil : words == ["none"] ? [] : words.compactMap { Int64($0) }
    }
    return TestCatalog(answers: answers)
  }

  /// Reads the notes `start: ms`, `end: ms` and `rows-max: n`.
  private static func options(for file: CaseFile) -> CompileOptions {
    CompileOptions(
      start: file.note("start").flatMap { Int64($0) },
      end: file.note("end").flatMap { Int64($0) }, now: 1_769_852_000_123,
      rowsMax: file.note("rows-max").flatMap { Int($0) })
  }

  /// A kind of error or warning that no case shows would change unseen.
  @Test func everyDiagnosticHasACase() throws {
    let outputs = try Self.cases.get().flatMap(\.sections)
      .filter { ["error", "warning"].contains($0.name) }.map(\.text).joined()
    let shown = Set(outputs.matches(of: /\[([EW][0-9]{4})\]/).map { String($0.1) })
    for reason in Diagnostic.Reason.all {
      #expect(shown.contains(reason.code), "\(reason.message)")
    }
  }

  /// The list of reasons has every code that the source names, each once.
  @Test func listOfReasonsIsComplete() throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/LogsInsights/Diagnostics/Reason.swift")
    let text = try String(contentsOf: source, encoding: .utf8)
    let named = text.matches(of: /"([EW][0-9]{4})"/).map { String($0.1) }
    #expect(named.count > 30)
    #expect(named.sorted() == Diagnostic.Reason.all.map(\.code).sorted())
  }
}
