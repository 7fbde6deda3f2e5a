import Glibc
package import JSON

/// The destination of rows: a file descriptor with a buffer of 64 KiB.
///
/// What is appended to `buffer` is written when a row is done and the buffer is full, and by
/// `flush()`. Nothing is written without either. After an error each further call fails with it.
package final class ByteSink {
  /// A write costs a system call; larger ones gain nothing.
  package static let bufferBytes = 65_536

  /// What has not been written yet.
  package let buffer = ByteBuffer(capacity: 2 * bufferBytes)
  private let drain: (UnsafeRawBufferPointer) throws(OutputError) -> Void
  private var error: OutputError?

  /// Writes to a descriptor, which stays the caller's to close.
  ///
  /// A reader that has gone is only reported if the process ignores SIGPIPE.
  package convenience init(descriptor: Int32) {
    self.init { (bytes) throws(OutputError) in
      try Self.write(bytes, to: descriptor)
    }
  }

  /// Hands the bytes over in pieces; a piece is only valid during the call.
  package init(_ drain: @escaping (UnsafeRawBufferPointer) throws(OutputError) -> Void) {
    self.drain = drain
  }

  /// Writes all that is in the buffer.
  package func flush() throws(OutputError) {
    if let error { throw error }
    defer { buffer.removeAll() }
    do {
      if buffer.count > 0 { try drain(buffer.bytes) }
    } catch {
      self.error = error
      throw error
    }
  }

  /// Called after each row, so that the buffer stays small.
  package func flushIfFull() throws(OutputError) {
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) throws(OutputError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitUntilWritable(descriptor)
      case EPIPE: throw .brokenPipe
      case let number: throw .failed(errno: number)
      }
    }
  }

  /// For descriptors that another program has set not to block.
  private static func waitUntilWritable(_ descriptor: Int32) {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&wanted, 1, -1)
  }
}
