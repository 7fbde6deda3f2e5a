import Foundation
import SQLite
import Testing

/// An archive that can be read can be used, and reading it is in nobody's way.
@Suite(
  .enabled(if: OtherUser.isThere, "needs root, and setpriv, to run the command as another user"))
struct ReadersTests {
  private static let count = "SELECT count(*) AS n FROM stopped_tasks"
  /// What the owner's killed writer has committed and left in the log.
  private static let mark = "SELECT count(*) AS n FROM settings WHERE name = 'mark'"
  private static let files = ["archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"]

  /// Who else may do what in the folder.
  enum Rights: Int, CaseIterable {
    case readOnly = 0o755
    case sharedFolder = 0o777
  }

  /// A folder with the archive of an ingest that has ended, owned by whoever runs the tests.
  private static func makeFolder(_ rights: Rights) throws -> TestFolder {
    let folder = try TestFolder()
    try folder.addFixtures()
    let run = try ProgramRun("ingest", "stops.ndjson", in: folder)
    try #require(run.exitCode == 0, "\(run.standardError)")
    // A new archive is its owner's alone; this one is shared.
    for name in files where FileManager.default.fileExists(atPath: folder.file(name)) {
      try #require(chmod(folder.file(name), 0o644) == 0)
    }
    try #require(chmod(folder.path, mode_t(rights.rawValue)) == 0)
    return folder
  }

  /// Has the archive look as if a writer was killed after a commit.
  private static func leaveCommitsInLog(_ folder: TestFolder) throws {
    let twin = try TestFolder()
    for name in files where FileManager.default.fileExists(atPath: folder.file(name)) {
      try FileManager.default.copyItem(atPath: folder.file(name), toPath: twin.file(name))
    }
    let writer = try Connection(path: twin.file("archive.sqlite"), mode: .readWrite)
    try writer.execute("INSERT INTO settings VALUES ('mark', 1)")
    for name in files {
      try twin.bytes(name).write(to: URL(filePath: folder.file(name)))
    }
    withExtendedLifetime(writer) {}
  }

  private static func remove(_ suffixes: String..., in folder: TestFolder) throws {
    for suffix in suffixes {
      try FileManager.default.removeItem(atPath: folder.file("archive.sqlite\(suffix)"))
    }
  }

  /// The owner of each file beside the archive.
  private static func owners(_ folder: TestFolder) throws -> [String: UInt32] {
    var owners: [String: UInt32] = [:]
    for name in try folder.names() where name.hasPrefix("archive.sqlite") {
      var status = stat()
      try #require(stat(folder.file(name), &status) == 0)
      owners[name] = status.st_uid
    }
    return owners
  }

  /// The other user reads a number, and leaves all as it was; then the owner writes.
  private static func expect(
    _ number: Int, from sql: String, in folder: TestFolder
  ) throws {
    let before = try owners(folder)
    let run = try OtherUser.run("sql", sql, in: folder)
    #expect(run.standardOutput == "{\"n\":\(number)}\n", "\(run.standardError)")
    #expect(run.exitCode == 0)
    #expect(try owners(folder) == before)
    for arguments in [["info"], ["query", "stats count(*)"], ["report", "reasons"], ["fields"]] {
      let run = try OtherUser.run(arguments, in: folder)
      #expect(run.exitCode == 0, "\(arguments): \(run.standardError)")
    }
    #expect(try owners(folder) == before)
    #expect(try ProgramRun("retention", "30", in: folder).exitCode == 0)
  }

  @Test(arguments: Rights.allCases) func afterAnIngest(_ rights: Rights) throws {
    try Self.expect(5, from: Self.count, in: Self.makeFolder(rights))
  }

  @Test(arguments: Rights.allCases) func withoutALog(_ rights: Rights) throws {
    let folder = try Self.makeFolder(rights)
    try Self.remove("-wal", "-shm", in: folder)
    try Self.expect(5, from: Self.count, in: folder)
  }

  @Test(arguments: Rights.allCases) func withCommitsInTheLog(_ rights: Rights) throws {
    let folder = try Self.makeFolder(rights)
    try Self.leaveCommitsInLog(folder)
    try Self.expect(1, from: Self.mark, in: folder)
  }

  @Test(arguments: Rights.allCases) func withCommitsInTheLogAndNoIndex(_ rights: Rights) throws {
    let folder = try Self.makeFolder(rights)
    let room = try TestFolder()
    try #require(chmod(room.path, 0o777) == 0)
    try Self.leaveCommitsInLog(folder)
    try Self.remove("-shm", in: folder)
    let run = try OtherUser.run("sql", Self.mark, in: folder, environment: ["TMPDIR": room.path])
    #expect(run.standardOutput == "{\"n\":1}\n", "\(run.standardError)")
    // The copy that was read is gone.
    #expect(try room.names() == [])
    try Self.expect(1, from: Self.mark, in: folder)
  }

  @Test func withAnIndexThatMayNotBeRead() throws {
    let folder = try Self.makeFolder(.readOnly)
    try Self.leaveCommitsInLog(folder)
    try #require(chmod(folder.file("archive.sqlite-shm"), 0o600) == 0)
    try Self.expect(1, from: Self.mark, in: folder)
  }

  @Test func withALogThatMayNotBeRead() throws {
    let folder = try Self.makeFolder(.readOnly)
    try Self.leaveCommitsInLog(folder)
    try #require(chmod(folder.file("archive.sqlite-wal"), 0o600) == 0)
    let run = try OtherUser.run("sql", Self.mark, in: folder)
    #expect(run.exitCode == 1)
    #expect(run.standardError.contains("archive.sqlite-wal, which holds its newest stops"))
    // The next run of a writer gives the files beside the archive its rights.
    #expect(try ProgramRun("retention", "30", in: folder).exitCode == 0)
    try Self.expect(1, from: Self.mark, in: folder)
  }

  /// An ingest that was killed while it made the archive, or changed its mode.
  @Test(arguments: [false, true]) func withAHotJournal(_ isNew: Bool) throws {
    let folder = try isNew ? TestFolder() : Self.makeFolder(.readOnly)
    let twin = try TestFolder()
    if !isNew {
      try folder.bytes("archive.sqlite").write(to: URL(filePath: twin.file("archive.sqlite")))
    }
    let writer = try Connection(path: twin.file("archive.sqlite"), mode: .create)
    try writer.execute(
      """
      PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN; CREATE TABLE filler (bytes);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO filler SELECT randomblob(3000) FROM n
      """)
    for name in ["archive.sqlite", "archive.sqlite-journal"] {
      try twin.bytes(name).write(to: URL(filePath: folder.file(name)))
    }
    let other = try OtherUser.run("sql", Self.count, in: folder)
    let owner = try ProgramRun("sql", Self.count, in: folder)
    for run in [other, owner] {
      if isNew {
        #expect(run.standardError.contains("there is no archive at archive.sqlite"))
      } else {
        #expect(run.standardOutput == "{\"n\":5}\n", "\(run.standardError)")
      }
    }
    try writer.execute("ROLLBACK")
  }

  /// What a reader sees is always between two commits, and the reader never stops the writer.
  @Test(arguments: [false, true]) func besideAWriter(_ isWithoutLog: Bool) throws {
    let folder = try Self.makeFolder(.sharedFolder)
    if isWithoutLog { try Self.remove("-wal", "-shm", in: folder) }
    let writer = try Connection(path: folder.file("archive.sqlite"), mode: .readWrite)
    let sql = "SELECT count(*) AS n FROM settings"
    for number in 1...5 {
      try writer.execute("INSERT INTO settings VALUES ('\(number)', 1); BEGIN")
      try writer.execute("INSERT INTO settings VALUES ('later', 1)")
      let run = try OtherUser.run("sql", sql, in: folder)
      #expect(run.standardOutput == "{\"n\":\(number)}\n", "\(run.standardError)")
      try writer.execute("ROLLBACK; PRAGMA wal_checkpoint")
    }
  }

  @Test func whoMayNotWriteIsToldSo() throws {
    let folder = try Self.makeFolder(.readOnly)
    let ingest = try OtherUser.run("ingest", "stops.ndjson", in: folder)
    #expect(ingest.exitCode == 1)
    #expect(ingest.standardError.contains("you may read archive.sqlite, but not write to it"))
    #expect(!ingest.standardError.contains("SQL"))
    try #require(chmod(folder.file("archive.sqlite"), 0o600) == 0)
    let info = try OtherUser.run("info", in: folder)
    #expect(info.exitCode == 1)
    #expect(info.standardError.contains("you may not read archive.sqlite"))
  }

  @Test func anOlderSchemaNeedsSomebodyWhoMayWrite() throws {
    let folder = try Self.makeFolder(.readOnly)
    try Connection(path: folder.file("archive.sqlite"), mode: .readWrite)
      .execute("PRAGMA user_version = 0; PRAGMA journal_mode = DELETE")
    let run = try OtherUser.run("info", in: folder)
    #expect(run.exitCode == 1)
    #expect(run.standardError.contains("its schema must be upgraded from version 0 to"))
    #expect(!run.standardError.contains("readonly"))
  }

  @Test(.enabled(if: OtherUser.mayMount, "needs the right to mount a folder"))
  func onAReadOnlyMount() throws {
    for isWithLog in [true, false] {
      let folder = try Self.makeFolder(.readOnly)
      if isWithLog {
        try Self.leaveCommitsInLog(folder)
      } else {
        try Self.remove("-wal", "-shm", in: folder)
      }
      let run = try OtherUser.runMountedReadOnly("sql '\(Self.count)'", in: folder)
      #expect(run.standardOutput == "{\"n\":5}\n", "\(run.standardError)")
      let ingest = try OtherUser.runMountedReadOnly("ingest stops.ndjson", in: folder)
      #expect(ingest.exitCode == 1)
      #expect(ingest.standardError.contains("mounted read-only"), "\(ingest.standardError)")
    }
  }
}
