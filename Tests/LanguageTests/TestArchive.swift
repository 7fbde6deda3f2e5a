import Foundation
import InsightsSQLite
import Output
import Queries
import SQLite
import Storage
import TestSupport

@testable import LogsInsights

/// A record as an export gives it.
struct Record {
  var message: JSONSource
  var time: Int64
  var stream: String?
}

/// A temporary archive of some records, and what the evaluator sees of the same.
final class TestArchive {
  let decoded: DecodedArchive
  private let runner: QueryRunner
  private let path: String
  private let archive: Archive

  /// What queries take for the present: 2026-03-04T00:00:00Z.
  static let now: Int64 = 1_772_582_400_000

  /// Writes the records that are stops, each of a task of its own, and leaves out the others.
  init(_ records: [Record]) throws {
    path = FileManager.default.temporaryDirectory.path() + "/language-\(UUID().uuidString).sqlite"
    archive = try Archive(path: path, .write)
    let events = try Self.write(records, to: archive)
    decoded = DecodedArchive(try ExtensionValues(archive).added(to: events))
    runner = try QueryRunner(archive)
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  private static func write(
    _ records: [Record], to archive: borrowing Archive
  ) throws -> [DecodedEvent] {
    let appender = try RecordAppender(archive)
    let transaction = try appender.begin()
    var events: [DecodedEvent] = []
    for record in records {
      let text = record.message.text()
      let counts = try appender.append([
        LogRecord(message: text, loggedAt: record.time, stream: record.stream)
      ])
      guard counts.skipped + counts.rejected == 0 else { continue }
      let decoded = DecodedEvent(message: text, time: record.time, stream: record.stream)
      if let decoded { events.append(decoded) }
    }
    try transaction.commit()
    return events
  }

  /// What the tool gives.
  func compiled(_ query: String) throws -> Evaluator.Result {
    try Self.compiled(query, runner)
  }

  /// What the tool gives on the archive of a runner.
  static func compiled(_ query: String, _ runner: QueryRunner) throws -> Evaluator.Result {
    let compiled = try runner.compile(query, options: CompileOptions(now: now))
    var bytes: [UInt8] = []
    let sink = ByteSink { bytes.append(contentsOf: $0) }
    try runner.run(compiled, to: JSONWriter(to: sink, framing: .lines))
    return Evaluator.Result(
      columns: compiled.columns.map(\.name),
      rows: bytes.split(separator: UInt8(ascii: "\n")).map { line in
        let row = FlatJSON(String(decoding: line, as: UTF8.self), isEvent: false)
        return row.map { row in row.paths.map { ($0, shown($0, row)) } } ?? []
      })
  }

  private static func shown(_ name: String, _ row: FlatJSON) -> String {
    switch row.value(of: name) {
    // The writer's own digits.
    case .number(let literal): literal
    default: row[name] ?? ""
    }
  }

  /// What the evaluator gives.
  func evaluated(_ query: String) throws -> Evaluator.Result {
    try Evaluator.run(Query(query), on: decoded, now: Self.now)
  }
}
