import Files
import Glibc

/// Bytes that are appended and later read in parts: in memory as long as they are few, then in a file without a name.
///
/// Nothing is read before the last byte is appended.
final class SpooledBytes: @unchecked Sendable {
  /// A result of some thousand rows stays in memory.
  static let memoryMax = 8 << 20

  private var memory: [UInt8] = []
  private var file: Int32 = -1
  private var fileBytes = 0

  deinit { if file >= 0 { close(file) } }

  /// How many bytes there are.
  var count: Int { fileBytes + memory.count }

  /// How many of them are in memory.
  var heldBytes: Int { memory.capacity }

  /// - Throws: `SystemError` if there is no room for the file.
  func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    memory.append(contentsOf: bytes)
    if memory.count > Self.memoryMax { try spill() }
  }

  /// Gives memory back when nothing more is appended.
  func finish() throws(SystemError) {
    if file >= 0 { try spill() }
  }

  private func spill() throws(SystemError) {
    if file < 0 { file = try NamelessFile.open() }
    var written = 0
    while written < memory.count {
      let count = memory.withUnsafeBytes {
        write(file, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError(number: errno) }
      written += count
    }
    fileBytes += written
    memory = []
  }

  /// The bytes of a range.
  ///
  /// - Throws: `SystemError` if the file cannot be read.
  func bytes(in range: Range<Int>) throws(SystemError) -> [UInt8] {
    guard file >= 0 else { return Array(memory[range]) }
    var bytes = [UInt8](repeating: 0, count: range.count)
    var read = 0
    while read < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(
          file, $0.baseAddress.map { $0 + read }, $0.count - read, off_t(range.lowerBound + read))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError(number: count == 0 ? EIO : errno) }
      read += count
    }
    return bytes
  }
}
