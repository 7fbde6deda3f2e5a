import Files
import Glibc

/// Files of SQLite databases, which a slip of the hand must not replace: that could cost an archive.
package enum DatabaseFiles {
  /// How the files beside a database are called, whether they are there or will be.
  private static let suffixes = ["-journal", "-wal", "-shm"]
  /// What a database, a log (in either byte order) and a rollback journal begin with.
  private static let marks: [[UInt8]] = [
    database, [0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83],
    [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7],
  ]
  private static let database = Array("SQLite format 3\0".utf8)

  /// Whether a path is that of a database, or of a file beside one.
  package static func contain(_ path: String) -> Bool {
    let head = FileContent.head(of: path, count: database.count)
    if marks.contains(where: head.starts(with:)) { return true }
    return suffixes.contains { suffix in
      path.hasSuffix(suffix) && isDatabase(String(path.dropLast(suffix.count)))
    }
  }

  /// Whether a file is a database, or so new that nothing is in it.
  private static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let head = FileContent.head(of: path, count: database.count)
    // The first page comes last when a database is made.
    return head == database || head.allSatisfy { $0 == 0 }
  }
}
