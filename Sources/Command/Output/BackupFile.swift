import ECSStops
import Glibc

/// The file of a backup, which appears under its name when it is complete.
///
/// It contains whole events, so nobody but its owner may read it, whatever the umask.
final class BackupFile {
  /// Where the copy is written.
  let temporaryPath: String
  private let path: String
  private var isComplete = false

  /// - Parameters:
  ///   - archive: the path of the archive that is copied.
  ///   - replaces: whether an existing file may be replaced.
  init(path: String, of archive: String, replaces: Bool) throws(Failure) {
    self.path = path
    temporaryPath = "\(path).\(getpid()).part"
    try Self.check(path, of: archive, replaces: replaces)
    Self.deleteAbandoned(path)
    UnfinishedFile.begin(temporaryPath)
    let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let number = errno
      UnfinishedFile.end()
      isComplete = true
      throw OutputFile.failure(path, number)
    }
    close(descriptor)
  }

  deinit {
    if !isComplete { UnfinishedFile.discard() }
  }

  private static func check(
    _ path: String, of archive: String, replaces: Bool
  ) throws(Failure) {
    guard !isSame(path, archive) else {
      throw Failure("\(path) is the archive itself", help: "name another file for the backup")
    }
    for beside in ["-wal", "-shm", "-journal"] where isSame(path, archive + beside) {
      throw Failure(
        "\(path) belongs to \(archive), which is in use", help: "name another file for the backup")
    }
    // They would be replayed into the copy.
    for beside in ["-wal", "-journal"] where hasContent(path + beside) {
      throw Failure(
        "\(path) cannot be replaced: \(path + beside) has changes that belong to it",
        help: "name a file that does not exist yet")
    }
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure("\(path) is not a regular file", help: "name a file for the backup")
    }
    guard replaces else {
      throw Failure("\(path) exists already", help: "--force replaces it")
    }
  }

  /// Deletes what backups to the same path have left that were killed; a process that still runs keeps its file.
  private static func deleteAbandoned(_ path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "./"
    let beginning = String(path[(slash.map { path.index(after: $0) } ?? path.startIndex)...]) + "."
    for name in (try? Folder.names(in: folder, endingIn: [".part", ".part-journal"])) ?? []
    where name.hasPrefix(beginning) {
      let number = name.dropFirst(beginning.count).prefix { $0 != "." }
      guard let process = pid_t(number), process > 0, kill(process, 0) != 0, errno == ESRCH else {
        continue
      }
      unlink(folder + name)
    }
  }

  private static func hasContent(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  /// Whether two paths name one file.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(left, &first) == 0 && stat(right, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }

  /// Gives the file its name, after the disk has it; returns its size in bytes.
  func complete() throws(Failure) -> Int64 {
    isComplete = true
    var status = stat()
    // Empty files that readers of a former copy have left.
    for beside in ["-wal", "-shm"] { unlink(path + beside) }
    guard Self.sync(temporaryPath), stat(temporaryPath, &status) == 0,
      rename(temporaryPath, path) == 0
    else {
      let number = errno
      UnfinishedFile.discard()
      throw OutputFile.failure(path, number)
    }
    UnfinishedFile.end()
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    // A power failure must not undo the new name.
    guard Self.sync(folder) else { throw OutputFile.failure(folder, errno) }
    return Int64(status.st_size)
  }

  private static func sync(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
