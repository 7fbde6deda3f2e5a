import Files
import Glibc
import SQLite
import Time

/// A copy of a database in a private folder, brought to its last committed state; deleted with the value.
///
/// Used for files that can be read but not written, if the WAL contains commits and has no usable index, or if a killed
/// writer left incomplete changes: SQLite completes or rolls them back in the copy.
final class PrivateCopy {
  private let folder: WorkFolder
  var path: String { folder.path + "/archive.sqlite" }

  /// - Returns: nil if the files changed while they were copied.
  /// - Throws: `ArchiveError` if there is not enough space, or a file cannot be read.
  init?(of original: String) throws(ArchiveError) {
    let room = Self.temporaryFolder
    _ = WorkFolder.deleteAbandoned(in: room)
    do {
      folder = try WorkFolder(room + "/ecs-stops-copy")
    } catch {
      throw Self.failure(original, error.number)
    }
    let suffixes = ["", "-wal", "-journal"]
    let before = suffixes.map { FileState(original + $0) }
    if before.contains(where: { $0?.isRecent ?? false }) { usleep(FileState.clockMicroseconds) }
    for suffix in suffixes where FileState(original + suffix) != nil {
      let number = Self.copy(original + suffix, to: path + suffix)
      guard number == 0 else { throw Self.failure(original, number) }
    }
    guard before == suffixes.map({ FileState(original + $0) }) else { return nil }
    do {
      let connection = try Connection(path: path, mode: .readWrite, foreignKeys: false)
      // A single file, complete without a WAL.
      _ = try connection.prepare("PRAGMA journal_mode = DELETE").step()
    } catch {
      throw .sqlite(path: original, error)
    }
  }

  private static var temporaryFolder: String {
    guard let named = getenv("TMPDIR"), named.pointee != 0 else { return "/tmp" }
    return String(cString: named)
  }

  private static func failure(_ path: String, _ number: Int32) -> ArchiveError {
    .notAllowed(
      "\(path) can only be read from a copy, and copying it failed: \(String(cString: strerror(number)))",
      help: "the copy is made in \(temporaryFolder); set TMPDIR to use another folder")
  }

  /// Copies a file; returns `errno`, or 0 if it succeeded.
  private static func copy(_ source: String, to target: String) -> Int32 {
    let input = open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { return errno }
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PrivateMode.file)
    guard output >= 0 else { return errno }
    defer { close(output) }
    while true {
      let count = sendfile(output, input, nil, 1 << 24)
      if count == 0 { return 0 }
      if count < 0, errno != EINTR { return errno }
    }
  }
}

/// The properties of a file that show whether it has changed.
struct FileState: Equatable {
  let device: UInt
  let number: UInt
  let size: Int
  /// Since 1970.
  private let modifiedNanoseconds: Int64

  /// Two changes this close together may have the same time.
  static let clockMicroseconds: UInt32 = 20_000

  /// Whether a later change might still get the same time.
  var isRecent: Bool {
    let passed = TimeSource.system.nowNanoseconds - modifiedNanoseconds
    return (0..<Int64(Self.clockMicroseconds) * 1000).contains(passed)
  }

  /// Nil if there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
    size = Int(status.st_size)
    modifiedNanoseconds =
      Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }
}
