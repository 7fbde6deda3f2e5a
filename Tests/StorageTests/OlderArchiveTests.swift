import Foundation
import SQLite
import Storage
import Testing

/// What becomes of an archive that an older program wrote.
@Suite struct OlderArchiveTests {
  /// Takes the last step of the schema back, as if it had never been made.
  private func makeOlder(_ path: String) throws {
    let connection = try Connection(path: path, mode: .readWrite)
    for view in ["stopped_attachments", "stopped_containers", "stopped_tasks"] {
      try connection.execute("DROP VIEW \(view)")
    }
    try connection.execute("DROP INDEX task_groups_name; DROP INDEX task_groups_service")
    try connection.setPragma("user_version", to: Int64(Archive.schemaVersion) - 1)
  }

  @Test func isBroughtUpToDateByAReader() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "archive.sqlite").path
    do { _ = try Archive(path: path, .write) }
    try makeOlder(path)
    let archive = try Archive(path: path, .read)
    let version = try archive.connection.pragma("user_version")
    let tasks = try archive.connection.integer("SELECT count(*) FROM stopped_tasks")
    let isReadOnly = archive.connection.isReadOnly
    #expect(version == Int64(Archive.schemaVersion))
    #expect(tasks == 0)
    #expect(isReadOnly)
  }
}
