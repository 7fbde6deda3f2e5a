import Files
import Glibc

/// Recognizes files of SQLite databases, which an output file must not replace by mistake.
package enum DatabaseFiles {
  /// The suffixes of the files beside a database, whether they exist yet or not.
  private static let suffixes = ["-journal", "-wal", "-shm"]
  /// The first bytes of a database, a WAL (in either byte order) and a rollback journal.
  private static let marks: [[UInt8]] = [
    database, [0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83],
    [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7],
  ]
  private static let database = Array("SQLite format 3\0".utf8)

  /// Whether a path names a database, or a file beside one.
  package static func contain(_ path: String) -> Bool {
    let head = FileContent.head(of: path, count: database.count)
    if marks.contains(where: head.starts(with:)) { return true }
    return suffixes.contains { suffix in
      path.hasSuffix(suffix) && isDatabase(String(path.dropLast(suffix.count)))
    }
  }

  /// Whether a file is a database, or so new that it is still empty.
  private static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let head = FileContent.head(of: path, count: database.count)
    // When a database is created, its first page is written last.
    return head == database || head.allSatisfy { $0 == 0 }
  }
}
