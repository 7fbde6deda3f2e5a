import Foundation
import InsightsSQLite
import JSON
import LogsInsights
import Output
import Queries
import SQLite

/// Parses an input as a query, compiles it, and runs it on a few stops.
///
/// The canonical text of a query must be a query with the same canonical text and the same SQL. SQLite must accept the SQL,
/// and run it to the end unless a limit stops it.
final class RunQueries {
  /// Queries multiply rows: they may take this long, and make values this long.
  private static let limits = ReadLimits(
    seconds: 0.25, valueBytesMax: 1 << 20, memoryBytesMax: 256 << 20)
  private static let options = CompileOptions(now: 1_790_000_900_000)

  private let fuzzed: FuzzArchive
  private let runner: QueryRunner

  init() throws {
    fuzzed = try .ofFixture()
    runner = try Self.runner(fuzzed)
  }

  private static func runner(_ fuzzed: FuzzArchive) throws -> QueryRunner {
    try QueryRunner(fuzzed.archive, tables: FuzzArchive.fixture.path(), limits: limits)
  }

  func check(_ input: UnsafeRawBufferPointer) throws {
    let text = String(decoding: input, as: UTF8.self)
    guard let query = try? Query(text) else { return }
    let canonical = query.canonicalText
    guard let again = try? Query(canonical) else {
      throw Finding("the canonical text of a query is not a query: \(canonical)")
    }
    try expect(again.canonicalText == canonical, "the canonical text changes: \(canonical)")
    guard let compiled = try compile(text) else { return }
    try expect(
      try compile(canonical)?.sql == compiled.sql,
      "the canonical text is another query: \(canonical)")
    try run(compiled)
  }

  /// Nil for a query with errors.
  private func compile(_ text: String) throws -> CompiledQuery? {
    do { return try runner.compile(text, options: Self.options) } catch is QueryError { return nil }
  }

  private func run(_ query: CompiledQuery) throws {
    let sink = ByteSink { _ in }
    do {
      // The time that statements may take is counted from the beginning.
      let runner = try Self.runner(fuzzed)
      try runner.run(query, to: JSONWriter(to: sink, framing: .lines))
      _ = try runner.explanation(of: query)
    } catch SQLSandboxError.timedOut, SQLSandboxError.memory, SQLSandboxError.valueTooLong {
      // Stopped in time, which is what limits are for.
    } catch {
      throw Finding("SQLite does not run the query: \(error)\n\(query.displayText)")
    }
  }
}
