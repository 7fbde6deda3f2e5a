import Foundation
import Migrations
import SQLite
import Storage
import Testing

/// Archives with an older schema than that of the program.
@Suite struct OlderArchiveTests {
  /// Makes a database that has the archive's mark and none of its steps.
  private func makeOlder(_ path: String) throws {
    let connection = try Connection(path: path, mode: .create)
    try connection.setPragma("application_id", to: Int64(ArchiveMigrations.applicationID))
    _ = try connection.prepare("PRAGMA journal_mode = WAL", persistent: false).step()
  }

  private func expectUpToDate(_ archive: borrowing Archive, _ comment: Comment? = nil) throws {
    let version = try archive.connection.pragma("user_version")
    #expect(version == Int64(Archive.schemaVersion), comment)
    #expect(try archive.connection.damages().isEmpty, comment)
    #expect(try archive.connection.integer("SELECT count(*) FROM stopped_tasks") == 0, comment)
  }

  @Test func isBroughtUpToDateByAReader() throws {
    let older = TemporaryArchive()
    try makeOlder(older.path)
    let archive = try Archive(path: older.path, .read)
    try expectUpToDate(archive)
    let isReadOnly = archive.connection.isReadOnly
    #expect(isReadOnly)
  }

  /// Programs that follow foreign keys, such as Datasette, need the column.
  @Test func foreignKeysNameTheirColumn() throws {
    let new = TemporaryArchive()
    try expectNamedColumns(try Archive(path: new.path, .write))
    let older = TemporaryArchive()
    try makeVersion1(older.path)
    let archive = try Archive(path: older.path, .write)
    let former = archive.upgradedFrom
    #expect(former == 1)
    try expectUpToDate(archive)
    try expectNamedColumns(archive)
    let reader = try Archive(path: older.path, .read)
    try expectNamedColumns(reader)
    let isUpgradedAgain = reader.upgradedFrom != nil
    #expect(!isUpgradedAgain)
  }

  private func expectNamedColumns(_ archive: borrowing Archive) throws {
    let keys = """
      FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS k
      WHERE s.type = 'table'
      """
    #expect(try archive.connection.integer("SELECT count(*) \(keys)") == 58)
    #expect(
      try archive.connection.integer(
        "SELECT count(*) \(keys) AND (k.\"to\" IS NULL OR NOT EXISTS (SELECT 1 FROM pragma_table_info(k.\"table\") AS c WHERE c.name = k.\"to\" AND c.pk = 1))"
      ) == 0)
    #expect(try archive.connection.integer("SELECT count(*) FROM pragma_foreign_key_check") == 0)
  }

  /// Makes an archive of the first version.
  private func makeVersion1(_ path: String) throws {
    let first = ArchiveMigrations.steps[0]
    let connection = try Connection(path: path, mode: .create)
    try Migrator(
      applicationID: ArchiveMigrations.applicationID,
      migrations: [Migration(version: 1, name: first.name, sql: first.sql)],
      views: ArchiveMigrations.views
    ).migrate(connection)
    try connection.execute(
      """
      INSERT INTO exports (digest, path, size, modified_at, ingested_at, read, stored, duplicates,
        superseded, skipped, rejected, expired)
      VALUES (x'01', 'a.gz', 1, 2, 3, 4, 4, 0, 0, 0, 0, 0)
      """)
  }

  /// The ledger of version 1 knows nothing of patterns: its files were read whole.
  @Test func ledgerOfVersion1HasNothingFiltered() throws {
    let older = TemporaryArchive()
    try makeVersion1(older.path)
    let archive = try Archive(path: older.path, .write)
    try expectUpToDate(archive)
    let row = try archive.connection.prepare(
      "SELECT stored, filtered, pattern IS NULL FROM exports", persistent: false)
    #expect(try row.step())
    #expect((0..<3).map { row.integer(at: $0) } == [4, 0, 1])
    let entry = try IngestLedger(archive).entry(digest: [1])
    #expect(entry?.filter == nil && entry != nil)
  }

  /// A step may write each page to the WAL before the WAL is copied into the archive.
  @Test func asMuchSpaceAsTheArchiveMustBeFree() {
    let size: Int64 = 460_000_000
    #expect(MigrationSpace(archiveBytes: size, free: size).isEnough)
    let space = MigrationSpace(archiveBytes: size, free: size - 1)
    #expect(!space.isEnough)
    #expect(!MigrationSpace(archiveBytes: 100, free: 1_000_000).isEnough)
    let error = ArchiveError.noSpace(path: "a.sqlite", needed: space.needed, free: 12_000_000)
    #expect(error.description.contains("460 MB"))
    #expect(error.description.contains("12 MB are free"))
  }

  /// Killed while it is brought up to date, it is completed by whoever opens it next.
  @Test func killedMigrationIsCompleted() async throws {
    for milliseconds in [0, 1, 2, 3, 5, 10, 20] {
      let older = TemporaryArchive()
      try makeOlder(older.path)
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
      try expectUpToDate(try Archive(path: path, .read), "after \(milliseconds) ms")
    }
  }
}
