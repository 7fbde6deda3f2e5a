import Glibc

/// Files of SQLite databases, which a slip of the hand must not replace: that could cost an archive.
enum DatabaseFiles {
  /// How the files beside a database are called, whether they are there or will be.
  private static let suffixes = ["-journal", "-wal", "-shm"]
  /// What a database, a log (in either byte order) and a rollback journal begin with.
  private static let marks: [[UInt8]] = [
    database, [0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83],
    [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7],
  ]
  private static let database = Array("SQLite format 3\0".utf8)

  /// Whether a path is that of a database, or of a file beside one.
  static func contain(_ path: String) -> Bool {
    let head = head(of: path)
    if marks.contains(where: head.starts(with:)) { return true }
    return suffixes.contains { suffix in
      path.hasSuffix(suffix) && isDatabase(String(path.dropLast(suffix.count)))
    }
  }

  /// Whether a file is a database, or so new that nothing is in it.
  private static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let head = head(of: path)
    // The first page comes last when a database is made.
    return head == database || head.allSatisfy { $0 == 0 }
  }

  private static func head(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: database.count)
    let count = read(file, &head, head.count)
    return Array(head.prefix(max(0, count)))
  }
}
