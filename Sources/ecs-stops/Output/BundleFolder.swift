import Glibc
import Storage
import Synchronization

/// A folder that appears under its name when all of it is written.
///
/// Until then it has another name beside its place, and is deleted if it is never completed; what a bundle that was
/// killed has left is deleted by the next one.
final class BundleFolder {
  private let path: String
  private let work: WorkFolder

  /// The folder that is being written; a command writes one at a time.
  private static let unfinished = Mutex<WorkFolder?>(nil)

  /// - Throws: `Failure` if something is there already that is not an empty folder, or the place cannot be written to.
  init(path: String) throws(Failure) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try Self.refuseIfInUse(path)
    for name in WorkFolder.deleteAbandoned(in: Self.parent(of: path)) {
      StandardError.message(.note, "deleted \(name), which a bundle that was killed had left")
    }
    do { work = try WorkFolder(path) } catch { throw OutputFile.failure(path, error.number) }
    Self.unfinished.withLock { [work] in $0 = work }
  }

  deinit {
    Self.unfinished.withLock { $0 = nil }
  }

  /// Where to write meanwhile.
  var temporaryPath: String { work.path }

  /// Deletes what is not complete, from any thread, before the process ends.
  static func discardUnfinished() {
    unfinished.withLock { $0?.discard() }
  }

  /// Writes a text, in folders that are made where they are missing.
  func write(_ text: String, to name: String) throws(Failure) {
    let file = temporaryPath + "/" + name
    if let slash = name.lastIndex(of: "/") {
      let folder = temporaryPath + "/" + name[..<slash]
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        throw OutputFile.failure(folder, errno)
      }
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputFile.failure(file, errno) }
    var number: Int32 = 0
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty, number == 0 {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { number = errno == EINTR ? 0 : errno } else { bytes = bytes.dropFirst(count) }
    }
    if close(descriptor) != 0, number == 0 { number = errno }
    guard number == 0 else { throw OutputFile.failure(file, number) }
  }

  /// Gives the folder its name.
  func complete() throws(Failure) {
    do { try work.keep(as: path) } catch { throw OutputFile.failure(path, error.number) }
  }

  private static func refuseIfInUse(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard !DatabaseFiles.contain(path) else {
        throw Failure(
          "\(path) belongs to an SQLite database", help: "name a folder that is not there")
      }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure("\(path) is there and is no folder", help: "name a folder that is not there")
    }
    guard WorkFolder.entries(of: path).isEmpty else {
      throw Failure("the folder \(path) is not empty", help: "name a folder that is not there")
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[...slash])
  }
}
