import Files
import Glibc
import Reports
import Storage
import Synchronization

/// A folder that appears under its name when all of it is written.
///
/// Until then it has another name beside its place, and is deleted if it is never completed; what a bundle that was
/// killed has left is deleted by the next one.
package final class BundleFolder {
  private let path: String
  private let work: WorkFolder
  /// The names of folders that bundles which were killed had left, and that were deleted.
  package let deletedRemains: [String]

  /// The folder that is being written; a command writes one at a time.
  private static let unfinished = Mutex<WorkFolder?>(nil)

  /// - Throws: `BundleFolderError` if something is there already that is not an empty folder, or the place cannot be
  ///   written to.
  package init(path: String) throws(BundleFolderError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try Self.refuseIfInUse(path)
    deletedRemains = WorkFolder.deleteAbandoned(in: Self.parent(of: path))
    do { work = try WorkFolder(path) } catch { throw .notWritable(path, error.number) }
    Self.unfinished.withLock { [work] in $0 = work }
  }

  deinit {
    Self.unfinished.withLock { $0 = nil }
  }

  /// Where to write meanwhile.
  package var temporaryPath: String { work.path }

  /// Deletes what is not complete, from any thread, before the process ends.
  package static func discardUnfinished() {
    unfinished.withLock { $0?.discard() }
  }

  /// Writes a text, in folders that are made where they are missing.
  package func write(_ text: String, to name: String) throws(BundleFolderError) {
    let file = temporaryPath + "/" + name
    if let slash = name.lastIndex(of: "/") {
      let folder = temporaryPath + "/" + name[..<slash]
      guard mkdir(folder, PrivateMode.folder) == 0 || errno == EEXIST else {
        throw .notWritable(folder, errno)
      }
      chmod(folder, PrivateMode.folder)
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PrivateMode.file)
    guard descriptor >= 0 else { throw .notWritable(file, errno) }
    fchmod(descriptor, PrivateMode.file)
    var number: Int32 = 0
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty, number == 0 {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { number = errno == EINTR ? 0 : errno } else { bytes = bytes.dropFirst(count) }
    }
    if close(descriptor) != 0, number == 0 { number = errno }
    guard number == 0 else { throw .notWritable(file, number) }
  }

  /// Gives the folder its name.
  package func complete() throws(BundleFolderError) {
    do { try work.keep(as: path) } catch { throw .notWritable(path, error.number) }
  }

  private static func refuseIfInUse(_ path: String) throws(BundleFolderError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard !DatabaseFiles.contain(path) else { throw .ofDatabase(path) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path) }
    guard WorkFolder.entries(of: path).isEmpty else { throw .notEmpty(path) }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[...slash])
  }
}

/// Why a bundle's folder cannot be written.
package enum BundleFolderError: Error, CustomStringConvertible {
  /// The path is that of a file beside a SQLite database.
  case ofDatabase(String)
  case notAFolder(String)
  case notEmpty(String)
  /// A path, and the system's number of its reason.
  case notWritable(String, Int32)

  package var description: String {
    switch self {
    case .ofDatabase(let path): "\(path) belongs to a SQLite database"
    case .notAFolder(let path): "\(path) exists and is not a folder"
    case .notEmpty(let path): "the folder \(path) is not empty"
    case .notWritable(let path, let number):
      "\(path) cannot be written: \(String(cString: strerror(number)))"
    }
  }
}
