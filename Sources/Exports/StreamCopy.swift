import Files
import Glibc

/// A copy of a compressed stream, kept while the stream is read.
///
/// Whether compressed data is sound shows only at the end of each member, and the output of a damaged member must be written
/// differently: the input is then read again, which a stream does not allow. The file has no name and disappears with
/// the value or the process.
package final class StreamCopy: Sendable {
  private let descriptor: Int32

  /// - Throws: the system's error if there is no writable folder for temporary files.
  init() throws(SystemError) {
    descriptor = try NamelessFile.open()
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .current }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Reads bytes from an offset; returns their number, 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int
  {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw .current }
    }
  }
}

/// A stream that is copied if it is compressed.
final class CopyingSource: ByteSource {
  private let source: any ByteSource
  /// The first bytes, until they show whether the stream is compressed.
  private var beginning: [UInt8] = []
  private var isDecided = false

  /// Nil if the stream is not compressed, or if there was no space for a copy.
  private(set) var copy: StreamCopy?

  init(_ source: any ByteSource) {
    self.source = source
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    let count = try source.read(into: buffer)
    keep(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) {
    do throws(SystemError) {
      if isDecided {
        try copy?.append(bytes)
        return
      }
      beginning.append(contentsOf: bytes)
      guard beginning.count >= Compression.magicBytesMax else { return }
      isDecided = true
      if beginning.withUnsafeBytes({ Compression(beginning: $0) }) != nil {
        let copy = try StreamCopy()
        try beginning.withUnsafeBytes { bytes in
          Result { () throws(SystemError) in try copy.append(bytes) }
        }.get()
        self.copy = copy
      }
      beginning = []
    } catch {
      // Only a damaged stream needs its copy.
      copy = nil
    }
  }
}

/// The copy of a stream, read from its beginning.
final class CopySource: ByteSource {
  private let copy: StreamCopy
  private let path: String
  private var offset: Int64 = 0

  init(_ copy: StreamCopy, path: String) {
    self.copy = copy
    self.path = path
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    do throws(SystemError) {
      let count = try copy.read(into: buffer, at: offset)
      offset += Int64(count)
      return count
    } catch {
      throw ExportError(path, .cannotRead(error))
    }
  }
}
