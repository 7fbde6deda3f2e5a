import Glibc

/// A file that is open for reading, or standard input; a file is closed when nobody holds it any more.
package final class InputFile {
  private let descriptor: Int32
  private let isOwned: Bool

  /// - Parameter waits: whether opening a pipe waits for its writer.
  package init(_ path: String, waits: Bool = true) throws(SystemError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
    isOwned = descriptor >= 0
    if !isOwned { throw .current }
  }

  private init(borrowing descriptor: Int32) {
    self.descriptor = descriptor
    isOwned = false
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Standard input, which stays open.
  package static var standardInput: InputFile { InputFile(borrowing: STDIN_FILENO) }

  /// How many bytes the file has; nil where only reading tells, as of a pipe.
  package var size: Int64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// Tells the system that the file will be read from one end to the other.
  package func adviseSequentialReading() {
    // Advice only: a refusal changes nothing but speed.
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Puts the next bytes into `buffer` and returns how many; 0 means that there are no more.
  ///
  /// - Parameter isCancelled: asked when a signal arrives; `true` ends the reading with `EINTR`.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, isCancelled: () -> Bool = { false }
  ) throws(SystemError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR, !isCancelled() else { throw .current }
    }
  }
}
