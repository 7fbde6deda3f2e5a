import Files

/// Bytes that can be read in any order, as zip needs, whose directory is at its end.
protocol SeekableBytes: AnyObject {
  var byteCount: Int64 { get }

  /// Copies bytes from an offset into `buffer` and returns their number; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int
}

/// A temporary copy of what is left of a source.
final class SeekableCopy: SeekableBytes {
  /// More than this is not copied: zip archives of exports are far smaller, and a bomb would fill the disk.
  static let bytesMax: Int64 = 4 << 30

  private let copy: StreamCopy
  private(set) var byteCount: Int64 = 0

  /// - Parameter path: what errors name.
  init(_ source: SourceBuffer, path: String) throws(ExportError) {
    do throws(SystemError) { copy = try StreamCopy() } catch {
      throw ExportError(path, .cannotCopy(error))
    }
    while try source.require(1) {
      byteCount += Int64(source.bytes.count)
      if byteCount > Self.bytesMax { throw ExportError(path, .tooLargeToCopy) }
      do throws(SystemError) { try copy.append(source.bytes) } catch {
        throw ExportError(path, .cannotCopy(error))
      }
      source.consume(source.bytes.count)
    }
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(SystemError) -> Int {
    try copy.read(into: buffer, at: offset)
  }
}
