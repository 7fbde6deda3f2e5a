import Foundation
import SQLite
import Storage
import Testing
import Time

/// Opening, making and refusing archives.
struct ArchiveTests {
  /// The error of opening; an archive cannot be handed out of a closure.
  private func failure(_ path: String, _ access: Archive.Access) -> String? {
    do {
      _ = try Archive(path: path, access)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func freshFileIsMadeWithItsFolder() throws {
    let temporary = TemporaryArchive()
    let path = temporary.folder.appending(path: "a/b/c.sqlite").path(percentEncoded: false)
    let archive = try Archive(path: path, .write)
    #expect(try archive.connection.pragma("application_id") == 0x4543_5354)
    #expect(try archive.connection.pragma("user_version") == Int64(Archive.schemaVersion))
    #expect(try archive.connection.rows("PRAGMA journal_mode") == [[.text("wal")]])
    #expect(try archive.connection.pragma("auto_vacuum") == 2)
    #expect(try archive.connection.damages().isEmpty)
    #expect(try archive.statistics().tasks == 0)
    #expect(try Pruner(archive).plan(before: .max).isEmpty)
  }

  /// An empty file, as `mktemp` leaves it, is as good as none.
  @Test func emptyFileIsFilled() throws {
    let temporary = TemporaryArchive()
    try Data().write(to: URL(filePath: temporary.path))
    let archive = try Archive(path: temporary.path, .write)
    #expect(try archive.connection.pragma("auto_vacuum") == 2)
  }

  @Test func openingAgainChangesNothing() throws {
    let temporary = TemporaryArchive()
    do { _ = try Archive(path: temporary.path, .write) }
    let before = temporary.bytes()
    for access in [Archive.Access.write, .read, .write] {
      #expect(failure(temporary.path, access) == nil)
    }
    #expect(temporary.bytes() == before)
  }

  @Test func missingArchiveCannotBeRead() {
    let temporary = TemporaryArchive()
    #expect(failure(temporary.path, .read)?.contains("there is no archive at") == true)
    #expect(temporary.bytes() == nil)
  }

  @Test(arguments: [Archive.Access.read, .write])
  func newerArchiveIsRefused(access: Archive.Access) throws {
    let temporary = TemporaryArchive()
    do {
      let archive = try Archive(path: temporary.path, .write)
      try archive.connection.setPragma("user_version", to: 99)
    }
    try expectUntouched(temporary, access, "99")
  }

  @Test(arguments: [Archive.Access.read, .write], [false, true])
  func foreignDatabaseIsRefused(access: Archive.Access, isMarked: Bool) throws {
    let temporary = TemporaryArchive()
    do {
      let connection = try Connection(path: temporary.path, mode: .create)
      try connection.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY, name TEXT)")
      if isMarked { try connection.setPragma("application_id", to: 0x1234_5678) }
    }
    try expectUntouched(temporary, access, nil)
  }

  @Test(arguments: [Archive.Access.read, .write])
  func fileThatIsNoDatabaseIsRefused(access: Archive.Access) throws {
    let temporary = TemporaryArchive()
    try Data("Dear diary, today nothing stopped.\n".utf8).write(to: URL(filePath: temporary.path))
    try expectUntouched(temporary, access, nil)
  }

  private func expectUntouched(
    _ temporary: TemporaryArchive, _ access: Archive.Access, _ word: String?
  ) throws {
    let before = try #require(temporary.bytes())
    let files = try names(temporary)
    let message = try #require(failure(temporary.path, access))
    #expect(message.contains(temporary.path))
    if let word { #expect(message.contains(word)) }
    #expect(temporary.bytes() == before)
    #expect(try names(temporary) == files)
  }

  private func names(_ temporary: TemporaryArchive) throws -> Set<String> {
    Set(
      try FileManager.default.contentsOfDirectory(
        atPath: temporary.folder.path(percentEncoded: false)))
  }

  @Test func retentionPolicyIsRemembered() throws {
    let temporary = TemporaryArchive()
    do {
      let archive = try Archive(path: temporary.path, .write)
      #expect(try archive.retentionPolicy() == nil)
      try archive.setRetentionPolicy(RetentionPolicy(days: 731))
      try archive.setRetentionPolicy(RetentionPolicy(days: 90))
    }
    let archive = try Archive(path: temporary.path, .write)
    #expect(try archive.retentionPolicy() == RetentionPolicy(days: 90))
    try archive.setRetentionPolicy(nil)
    #expect(try archive.retentionPolicy() == nil)
  }
}
