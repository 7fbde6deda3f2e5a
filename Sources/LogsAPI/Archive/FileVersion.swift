import Glibc

/// Which file a path names, and the state that it is in.
package struct FileVersion: Equatable, Sendable {
  /// The file, whatever it holds.
  let file: [UInt64]
  /// Its size and the time of its last change, and those of its WAL.
  private let content: [Int]

  /// Nil if there is none.
  init?(_ path: String) {
    guard let status = Self.status(of: path) else { return nil }
    file = [UInt64(status.st_dev), UInt64(status.st_ino)]
    let log = Self.status(of: path + "-wal")
    content = [status, log].flatMap { status in
      [status?.st_size ?? 0, status?.st_mtim.tv_sec ?? 0, status?.st_mtim.tv_nsec ?? 0]
    }
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}
