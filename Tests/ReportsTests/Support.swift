import FixtureArchive
import Queries
import Rows
import SQLite
import Storage
import TestSupport

@testable import Reports

/// The seed of property tests: `SEED` of the environment, else always the same.
let seed = TestRun.seed()

/// A report that is a text of the test's own.
func report(_ text: String, name: String = "probe") throws -> Report {
  let catalog = ReportCatalog(
    files: [(name + ".sql", text)], folder: "folder", areOurs: false)
  if let mistake = catalog.mistakes.first { throw mistake }
  return try catalog[name].orFail()
}

extension Optional {
  func orFail() throws -> Wrapped {
    guard let self else { throw Missing() }
    return self
  }
}

private struct Missing: Error {}

/// The rows of a statement.
func rows(_ sql: String, _ archive: borrowing Archive) throws -> [[Cell]] {
  let select = try archive.connection.prepare(sql, persistent: false)
  let rows = RowCollector()
  try StatementRunner(archive.connection, .none).run(select, to: rows)
  return rows.rows
}

/// Stops of `EventGenerator`, logged at any time within some days.
final class GeneratedArchive {
  static let days = 12
  /// 2026-03-01T06:00:00Z: it does not begin with a day.
  static let start: Int64 = 1_772_344_800_000

  private let folder = TemporaryFolder()
  let archive: Archive

  init(count: Int, seed: UInt64) throws {
    archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    var generator = EventGenerator(seed: seed)
    var records: [LogRecord] = []
    for _ in 0..<count {
      let time = Self.start + Int64(generator.random.below(Self.days * 86_400_000))
      records.append(LogRecord(message: generator.event().text(), loggedAt: time))
    }
    try write(records, to: archive)
  }
}
