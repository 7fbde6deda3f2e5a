import Foundation
import Migrations
import SQLite
import Storage
import TestSupport
import Testing

/// What becomes of an archive that an older program wrote.
@Suite struct OlderArchiveTests {
  private static let records = (0..<40).map { number in
    var generator = EventGenerator(seed: UInt64(number))
    return Record(
      message: generator.event().text(), loggedAt: 1_772_000_000_000 + Int64(number) * 40_000_000)
  }

  /// Writes an archive as version 2 had it: the rows of a present one, with categories in the place of verdicts.
  private func makeOlder(_ path: String, from source: String) throws {
    let connection = try Connection(path: path, mode: .create, foreignKeys: false)
    let steps = ArchiveMigrations.steps.prefix(2).enumerated().map { index, step in
      Migration(version: Int32(index + 1), name: step.name, sql: step.sql)
    }
    let migrator = Migrator(
      applicationID: ArchiveMigrations.applicationID, migrations: steps,
      views: Array("CREATE VIEW stopped_tasks AS SELECT category_id FROM tasks".utf8))
    try migrator.migrate(connection)
    try connection.execute("ATTACH '\(source)' AS new")
    let tables = try connection.rows(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
    for case .text(let table)? in tables.map(\.first) {
      let columns = try connection.rows("SELECT name FROM main.pragma_table_info('\(table)')")
        .compactMap { if case .text(let name)? = $0.first { name } else { nil } }
      let values = columns.map { ["category_id": "1", "is_abnormal": "1"][$0] ?? $0 }
      try connection.execute(
        """
        INSERT INTO main.\(table) (\(columns.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM new.\(table)
        """)
    }
    _ = try connection.prepare("PRAGMA journal_mode = WAL", persistent: false).step()
  }

  @Test func isBroughtUpToDateByAReader() throws {
    let present = TemporaryArchive()
    let older = TemporaryArchive()
    do { try write(Self.records, to: try Archive(path: present.path, .write)) }
    try makeOlder(older.path, from: present.path)
    let archive = try Archive(path: older.path, .read)
    #expect(try archive.connection.pragma("user_version") == Int64(Archive.schemaVersion))
    let isReadOnly = archive.connection.isReadOnly
    #expect(isReadOnly)
    #expect(try archive.connection.damages().isEmpty)
    #expect(try archive.connection.integer("SELECT count(*) FROM stopped_tasks") == 40)
    let same = try Archive(path: present.path, .read)
    #expect(try messages(of: archive) == messages(of: same))
    // Its verdicts and totals are those of an ingest by this program.
    #expect(
      try CanonicalDump.lines(of: archive.connection) == CanonicalDump.lines(of: same.connection))
    #expect(
      try CanonicalDump.dictionaries(of: archive.connection)
        == CanonicalDump.dictionaries(of: same.connection))
  }

  /// Killed while it is brought up to date, it is completed by whoever opens it next.
  @Test func killedMigrationIsCompleted() async throws {
    let present = TemporaryArchive()
    do { try write(Self.records, to: try Archive(path: present.path, .write)) }
    let expected = try CanonicalDump.lines(of: try Archive(path: present.path, .read).connection)
    for milliseconds in [0, 5, 10, 15, 20, 30, 50] {
      let older = TemporaryArchive()
      try makeOlder(older.path, from: present.path)
      let path = older.path
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, milliseconds = milliseconds as Int] in
        let end = Thread {
          usleep(UInt32(milliseconds) * 1000)
          kill(getpid(), SIGKILL)
        }
        end.start()
        let archive = try Archive(path: path, .read)
        _ = archive.path
        sleep(1)
      }
      let archive = try Archive(path: path, .read)
      #expect(try archive.connection.damages().isEmpty)
      #expect(
        try CanonicalDump.lines(of: archive.connection) == expected, "after \(milliseconds) ms")
    }
  }
}
