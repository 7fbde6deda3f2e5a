import Files

/// Something that hands out bytes in order: a file, or what inflating another source gives.
protocol ByteSource: AnyObject {
  /// Puts the next bytes into `buffer` and returns how many; 0 means that there are no more.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int
}

/// The bytes of a file, or of standard input, as they are.
final class FileSource: ByteSource {
  private let path: String
  private let file: InputFile

  init(_ export: ExportFile) throws(ExportError) {
    path = export.path
    do {
      file = try export.isStandardInput ? .standardInput : InputFile(path)
    } catch {
      throw ExportError(path, .cannotRead(error))
    }
    file.adviseSequentialReading()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    do { return try file.read(into: buffer) } catch { throw ExportError(path, .cannotRead(error)) }
  }
}
