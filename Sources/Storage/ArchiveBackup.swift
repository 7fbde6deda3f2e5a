import Glibc
import SQLite

/// Copies an archive into another file while others write to it.
///
/// The copy is what the archive is when the copy begins; nobody waits for it. It is made with SQLite's backup interface,
/// which copies pages. `VACUUM INTO` takes about as long, but cannot say how far it is.
package struct ArchiveBackup {
  private let connection: Connection
  private let path: String

  /// Pages between two calls of `progress`: about 16 MB.
  private static let pagesPerStep: Int32 = 4_096

  package init(_ archive: borrowing Archive) {
    connection = archive.connection
    path = archive.path
  }

  /// Copies the archive into an empty file, and verifies the copy.
  ///
  /// - Parameter progress: called with the pages that are copied, and the number of all; an error that it throws ends
  ///   the copy.
  /// - Throws: `SQLiteError` if the file cannot be written, `ArchiveError` if the copy is not intact.
  package func write(
    to file: String, progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws {
    let view = try Transaction(connection, .deferred)
    // The view begins with the first statement that reads.
    _ = try connection.schemaVersion()
    let target = try Connection(path: file, mode: .readWrite, foreignKeys: false)
    // The file is deleted if anything fails, and synced by whoever gives it its name.
    try target.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    try connection.copy(to: target, pages: Self.pagesPerStep, progress: progress)
    withExtendedLifetime(view) {}
    try verify(file)
  }

  private func verify(_ file: String) throws {
    let copy = try Connection(path: file, mode: .readOnlyUnchanged, foreignKeys: false)
    let check = try copy.prepare("PRAGMA quick_check(1)", persistent: false)
    guard try check.step(), let finding = check.string(at: 0), finding != "ok" else { return }
    // Its first line names the database, which is the same always.
    let lines = finding.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("***") }
    throw ArchiveError.damaged(path: path, what: lines.first.map(String.init) ?? finding)
  }
}
