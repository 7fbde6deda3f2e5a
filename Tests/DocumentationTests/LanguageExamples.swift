import Foundation
import InsightsSQLite
import LogsInsights
import Output
import Queries
import SQLite

/// Runs the examples of the manual on a small archive that never changes.
struct LanguageExamples {
  private let archive: TestArchive
  private let runner: QueryRunner
  /// From 2026-01-21T00:00:00Z to 2026-01-24T00:00:00Z, after the last event.
  private let options = CompileOptions(
    start: 1_768_953_600_000, end: 1_769_212_800_000, now: 1_769_212_800_000)
  /// A longer text is cut.
  private static let cellMax = 60

  init() throws {
    archive = try TestArchive(events: LanguageEvents.all)
    runner = try archive.queryRunner(
      tables: repositoryPath("Tests/DocumentationTests/Tables").path)
  }

  /// The header and the rows that a query gives, their cells as they are printed.
  func table(_ query: String) throws -> [[String]] {
    var bytes: [UInt8] = []
    let writer = TSVWriter(to: ByteSink { bytes.append(contentsOf: $0) })
    try runner.run(try runner.compile(query, options: options), to: writer)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.cell)
    }
  }

  private static func cell(_ text: Substring) -> String {
    text.count > cellMax ? text.prefix(cellMax - 1) + "…" : String(text)
  }

  /// The warnings of a query, which an example should not have.
  func warnings(_ query: String) throws -> [String] {
    try runner.compile(query, options: options).warnings.map(\.message)
  }

  /// What a function's example gives: of a scalar function the first value that is present.
  func result(of function: LanguageManual.FunctionEntry) throws -> [[String]] {
    try table(query(for: function))
  }

  /// The query that shows a function.
  func query(for function: LanguageManual.FunctionEntry) -> String {
    function.isAggregate
      ? "stats \(function.example) | limit 3"
      : "fields \(function.example) as result | filter ispresent(result) | display result | limit 1"
  }
}
