import Glibc

/// A file that is open for reading, or standard input; a file is closed with its last reference.
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

  /// The size of the file; nil if it is known only after reading, as with a pipe.
  package var size: Int64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// Tells the system that the file will be read sequentially.
  package func adviseSequentialReading() {
    // Advice only: a failure affects nothing but speed.
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Copies the next bytes into `buffer` and returns their number; 0 at the end.
  ///
  /// - Parameter isCancelled: called when a signal arrives; `true` ends the reading with `EINTR`.
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
