import Files

/// Provides bytes in order: those of a file, or the output of inflating another source.
protocol ByteSource: AnyObject {
  /// Copies the next bytes into `buffer` and returns their number; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int
}

/// The bytes of a file, or of standard input, unchanged.
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
