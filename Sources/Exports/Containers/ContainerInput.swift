import CLibArchive
import Files
import Glibc

/// Passes the bytes of a container to libarchive, which calls it back for them.
final class ContainerInput {
  private enum Bytes {
    case stream(SourceBuffer)
    case seekable(any SeekableBytes, buffer: UnsafeMutableRawBufferPointer)
  }

  private let bytes: Bytes
  private let path: String
  private var position: Int64 = 0
  /// How much of the buffer of a stream libarchive has, until it asks for more.
  private var lent = 0
  /// The number of zeros with which the bytes so far end.
  private(set) var trailingZeros = 0
  private(set) var isAtEnd = false
  /// Zeros that follow the bytes: libarchive looks ahead for what comes after the last member of a zip archive, and takes
  /// the member for incomplete if the bytes end before.
  private static let lookaheadBytes = 64
  var hasLookahead = false
  private var hasProvidedLookahead = false
  /// Why the bytes cannot be read; libarchive reports such an error without its reason.
  private(set) var error: ExportError?

  init(_ source: SourceBuffer, path: String) {
    bytes = .stream(source)
    self.path = path
  }

  init(_ file: any SeekableBytes, path: String) {
    bytes = .seekable(file, buffer: .allocate(byteCount: 64 << 10, alignment: 64))
    self.path = path
  }

  deinit {
    if case .seekable(_, let buffer) = bytes { buffer.deallocate() }
  }

  var isSeekable: Bool {
    if case .seekable = bytes { true } else { false }
  }

  /// Begins again with the first byte; only for seekable bytes.
  func rewind() {
    position = 0
    isAtEnd = false
    hasProvidedLookahead = false
  }

  /// Makes an archive call back for its bytes.
  ///
  /// This object must outlive it.
  func connect(to archive: OpaquePointer) {
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(archive) { _, client, buffer in
      ContainerInput.called(by: client).provide(buffer)
    }
    guard isSeekable else { return }
    archive_read_set_seek_callback(archive) { _, client, offset, whence in
      ContainerInput.called(by: client).seek(offset, whence)
    }
  }

  private static func called(by client: UnsafeMutableRawPointer?) -> ContainerInput {
    guard let client else { preconditionFailure("libarchive passes the data that was set") }
    return Unmanaged<ContainerInput>.fromOpaque(client).takeUnretainedValue()
  }

  /// Gives libarchive the next bytes; returns their number, 0 at the end and -1 after an error.
  private func provide(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    do throws(ExportError) {
      let next = try nextBytes()
      buffer?.pointee = next.baseAddress
      position += Int64(next.count)
      isAtEnd = next.isEmpty
      let zeros = next.reversed().prefix { $0 == 0 }.count
      trailingZeros = zeros == next.count ? trailingZeros + zeros : zeros
      return next.count
    } catch {
      self.error = error
      return -1
    }
  }

  private func nextBytes() throws(ExportError) -> UnsafeRawBufferPointer {
    switch bytes {
    case .stream(let source):
      source.consume(lent)
      lent = 0
      guard try source.require(1) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
      lent = source.bytes.count
      return source.bytes
    case .seekable(let file, let buffer):
      do throws(SystemError) {
        var count = try file.read(into: buffer, at: position)
        if count == 0, hasLookahead, !hasProvidedLookahead {
          hasProvidedLookahead = true
          count = Self.lookaheadBytes
          buffer.initializeMemory(as: UInt8.self, repeating: 0)
        }
        return UnsafeRawBufferPointer(rebasing: buffer[..<count])
      } catch {
        throw ExportError(path, .cannotRead(error))
      }
    }
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    guard case .seekable(let file, _) = bytes else { return Int64(ARCHIVE_FATAL) }
    let base: Int64 =
      switch whence {
      case SEEK_CUR: position
      case SEEK_END: file.byteCount
      default: 0
      }
    position = max(0, base + offset)
    isAtEnd = false
    return position
  }
}
