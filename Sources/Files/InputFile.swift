import Glibc

/// A file that is open for reading, or standard input; a file is closed with its last reference.
package final class InputFile {
  private let descriptor: Int32
  private let isOwned: Bool
  /// The first byte of a pipe, read while waiting for its writer.
  private var firstByte: UInt8?

  /// - Parameter waits: whether opening a pipe waits for its writer.
  package init(_ path: String, waits: Bool = true) throws(SystemError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
    isOwned = descriptor >= 0
    if !isOwned { throw .current }
  }

  /// Opens a pipe; nil if nothing opens it for writing within a time in seconds.
  ///
  /// Opening a pipe waits for its writer, forever if there is none.
  package convenience init?(_ path: String, writerWithin seconds: Int) throws(SystemError) {
    try self.init(path, waits: false)
    guard try waitForWriter(seconds: seconds) else { return nil }
    guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) == 0 else {
      throw .current
    }
  }

  private static let millisecondsBetweenAttempts: Int32 = 20

  /// Whether a pipe has, or had, a writer.
  ///
  /// Only reading tells a writer that has written nothing yet from none.
  private func waitForWriter(seconds: Int) throws(SystemError) -> Bool {
    for _ in 0..<(Int32(seconds) * 1000 / Self.millisecondsBetweenAttempts) {
      var byte: UInt8 = 0
      switch Glibc.read(descriptor, &byte, 1) {
      case 1:
        firstByte = byte
        return true
      case 0:
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&request, 1, Self.millisecondsBetweenAttempts) < 0, errno != EINTR {
          throw .current
        }
        // The writer has been here and has closed the pipe.
        if request.revents & Int16(POLLHUP) != 0, request.revents & Int16(POLLIN) == 0 {
          return true
        }
      default:
        if errno == EAGAIN { return true }
        if errno != EINTR { throw .current }
      }
    }
    return false
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
    if let byte = firstByte, let room = buffer.baseAddress, buffer.count > 0 {
      room.storeBytes(of: byte, as: UInt8.self)
      firstByte = nil
      return 1
    }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR, !isCancelled() else { throw .current }
    }
  }

  /// Copies bytes of a file from an offset into `buffer` and returns their number; 0 at the end.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(SystemError) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw .current }
    }
  }
}
