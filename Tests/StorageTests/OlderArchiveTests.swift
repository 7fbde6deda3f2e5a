import Foundation
import Migrations
import SQLite
import Storage
import Testing

/// What becomes of an archive whose schema is behind that of the program.
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
