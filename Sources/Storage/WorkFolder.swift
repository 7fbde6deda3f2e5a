import Files
import Glibc

/// A folder for files that must not be seen before they are complete; it is deleted with the value unless it is kept.
///
/// A killed process leaves its folder. The folder contains a file that its process keeps locked, so that others can
/// tell whether it is still in use, and delete it if not.
package final class WorkFolder: @unchecked Sendable {
  package let path: String
  private var lock: Int32
  private var isKept = false

  private static let suffix = ".part"
  private static let lockName = ".ecs-stops-at-work"

  /// Creates the folder `NAME.PID.part`, which only the user may enter.
  ///
  /// - Parameter name: its path without the suffix.
  /// - Throws: `WorkFolderError` with the system's error.
  package init(_ name: String) throws(WorkFolderError) {
    path = "\(name).\(getpid())\(Self.suffix)"
    lock = -1
    guard mkdir(path, PrivateMode.folder) == 0 else {
      isKept = true
      throw WorkFolderError(path: path, number: errno)
    }
    chmod(path, PrivateMode.folder)
    lock = open(
      path + "/" + Self.lockName, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, PrivateMode.file)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw WorkFolderError(path: path, number: errno)
    }
  }

  /// Deletes the folder, from any thread, before the process ends.
  package func discard() {
    if !isKept { Self.delete(path) }
  }

  deinit {
    discard()
    if lock >= 0 { close(lock) }
  }

  /// Renames the folder to its final name.
  ///
  /// - Throws: `WorkFolderError`; the folder is then unchanged.
  package func keep(as name: String) throws(WorkFolderError) {
    // An empty folder may be replaced.
    _ = rmdir(name)
    guard rename(path, name) == 0 else {
      throw WorkFolderError(path: name, number: errno)
    }
    isKept = true
    // The lock goes last: without it nobody could tell that the folder was abandoned.
    unlink(name + "/" + Self.lockName)
  }

  /// Deletes what killed processes left in a folder; returns the names.
  package static func deleteAbandoned(in folder: String) -> [String] {
    entries(of: folder).filter { name in
      guard name.hasSuffix(suffix) else { return false }
      let path = folder + "/" + name
      let lock = open(path + "/" + lockName, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { return isBeginning(name) && rmdir(path) == 0 }
      defer { close(lock) }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return false }
      delete(path)
      return access(path, F_OK) != 0
    }
  }

  /// Whether a folder was created by a process that was killed before it could lock anything: it is empty then.
  private static func isBeginning(_ name: String) -> Bool {
    let parts = name.dropLast(suffix.count).split(separator: ".")
    guard let process = parts.last.flatMap({ pid_t($0) }), process > 0 else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// The names of the entries of a folder; none if it cannot be read.
  package static func entries(of folder: String) -> [String] {
    let names = (try? Folder.names(in: folder)) ?? []
    return names.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func delete(_ folder: String) {
    // The lock goes last, so that an interrupted deletion can be completed later.
    for name in entries(of: folder) where name != lockName {
      let path = folder + "/" + name
      if unlink(path) != 0 { delete(path) }
    }
    unlink(folder + "/" + lockName)
    rmdir(folder)
  }
}

/// Why a work folder cannot be created or renamed.
package struct WorkFolderError: Error {
  package let path: String
  /// The system's error.
  package let number: Int32
}
