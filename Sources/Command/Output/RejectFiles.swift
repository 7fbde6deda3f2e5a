import ECSStops
import Glibc

/// Where the bytes of rejected records are written: a file for one, or a folder.
struct RejectFiles {
  private let path: String
  private let isFolder: Bool

  /// - Parameter isFolder: whether there are several records, which go to a folder.
  init(_ path: String, isFolder: Bool) throws {
    var status = stat()
    let isThere = stat(path, &status) == 0
    let isDirectory = isThere && status.st_mode & S_IFMT == S_IFDIR
    self.isFolder = isFolder || isDirectory || path.hasSuffix("/")
    self.path =
      self.isFolder && path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard self.isFolder, !isDirectory else { return }
    // Only its owner reads the records: their text may have secrets.
    guard mkdir(self.path, 0o700) == 0 else { throw Self.failure(self.path) }
  }

  /// Writes one record.
  ///
  /// - Throws: `Failure` if the file is there already, or cannot be written.
  func write(_ record: [UInt8], number: Int64) throws {
    let file = isFolder ? "\(path)/reject-\(number)" : path
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(file) }
    var written = 0
    while written < record.count {
      let count = record.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, record.count - written)
      }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        let failure = Self.failure(file)
        close(descriptor)
        unlink(file)
        throw failure
      }
      written += count
    }
    guard close(descriptor) == 0 else { throw Self.failure(file) }
  }

  private static func failure(_ file: String) -> Failure {
    let number = errno
    return Failure(
      "\(file) cannot be written: \(SystemError(number: number))",
      help: number == EEXIST ? "delete it, or give another name after --export" : nil)
  }
}
