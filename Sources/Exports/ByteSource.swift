import Files

/// Provides bytes in order: those of a file, or the output of inflating another source.
protocol ByteSource: AnyObject {
  /// Copies the next bytes into `buffer` and returns their number; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int
}

/// Bytes in memory.
final class MemorySource: ByteSource {
  private var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    let count = min(rest.count, buffer.count)
    buffer.copyMemory(from: rest[from: 0, to: count])
    rest = rest[from: count, to: rest.count]
    return count
  }
}

/// The bytes of a file, or of standard input, unchanged.
///
/// Of a file only as many as it had when it was found: one that grows meanwhile would never end.
final class FileSource: ByteSource {
  /// How long a pipe is waited for that nothing has opened for writing, in seconds: a program that was started at the same
  /// time has opened it long before.
  static let writerWaitSeconds = 10

  private let path: String
  private let file: InputFile
  /// Nil for a stream.
  private var bytesLeft: Int64?

  init(_ export: ExportFile) throws(ExportError) {
    path = export.path
    bytesLeft = export.size
    file = try Self.open(export)
    file.adviseSequentialReading()
  }

  private static func open(_ export: ExportFile) throws(ExportError) -> InputFile {
    if export.isStandardInput { return .standardInput }
    let opened: InputFile?
    do throws(SystemError) {
      if export.isStream {
        opened = try InputFile(export.path, writerWithin: writerWaitSeconds)
      } else {
        opened = try InputFile(export.path)
      }
    } catch {
      throw ExportError(export.path, .cannotRead(error))
    }
    guard let opened else { throw ExportError(export.path, .noWriter) }
    return opened
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    let room = UnsafeMutableRawBufferPointer(
      rebasing: buffer[..<Int(min(bytesLeft ?? .max, Int64(buffer.count)))])
    if room.isEmpty { return 0 }
    do throws(SystemError) {
      let count = try file.read(into: room)
      if let left = bytesLeft { bytesLeft = left - Int64(count) }
      return count
    } catch {
      throw ExportError(path, .cannotRead(error))
    }
  }

  /// The file in any order; nil if it is a pipe or the like.
  var seekable: (any SeekableBytes)? { file.size.map { SeekableFile(file, byteCount: $0) } }
}

/// A file whose bytes are read in any order.
private final class SeekableFile: SeekableBytes {
  private let file: InputFile
  let byteCount: Int64

  init(_ file: InputFile, byteCount: Int64) {
    self.file = file
    self.byteCount = byteCount
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(SystemError) -> Int {
    try file.read(into: buffer, at: offset)
  }
}
