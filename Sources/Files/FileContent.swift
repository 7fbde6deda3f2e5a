/// Reads whole files.
package enum FileContent {
  /// Why a file cannot be read whole.
  package enum Failure: Error, Equatable {
    case unreadable(SystemError)
    /// The file has more bytes than the caller accepts.
    case tooLarge
    case notUTF8
  }

  /// All bytes of a file.
  ///
  /// - Parameters:
  ///   - bytesMax: the maximum accepted; a larger file is refused without being read to its end.
  ///   - isCancelled: called when a signal arrives; `true` ends the reading with `EINTR`.
  package static func bytes(
    of file: InputFile, bytesMax: Int, isCancelled: () -> Bool = { false }
  ) throws(Failure) -> [UInt8] {
    guard file.size ?? 0 <= bytesMax else { throw .tooLarge }
    var bytes: [UInt8] = []
    while true {
      let more = try read(file, chunkBytes, isCancelled)
      if more.isEmpty { return bytes }
      bytes += more
      guard bytes.count <= bytesMax else { throw .tooLarge }
    }
  }

  /// All bytes of the file at a path.
  package static func bytes(of path: String, bytesMax: Int) throws(Failure) -> [UInt8] {
    try bytes(of: open(path), bytesMax: bytesMax)
  }

  /// The text of a UTF-8 file, without a byte order mark.
  package static func text(
    of file: InputFile, bytesMax: Int, isCancelled: () -> Bool = { false }
  ) throws(Failure) -> String {
    let bytes = try bytes(of: file, bytesMax: bytesMax, isCancelled: isCancelled)
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    guard let text = String(validating: bytes[start...], as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  /// The text of the file at a path.
  package static func text(of path: String, bytesMax: Int) throws(Failure) -> String {
    try text(of: open(path), bytesMax: bytesMax)
  }

  /// The first bytes of a file, at most `count`; empty if the file cannot be read.
  package static func head(of path: String, count: Int) -> [UInt8] {
    guard let file = try? InputFile(path, waits: false),
      let bytes = try? read(file, count, { false })
    else { return [] }
    return bytes
  }

  private static let chunkBytes = 1 << 16

  private static func open(_ path: String) throws(Failure) -> InputFile {
    do { return try InputFile(path) } catch { throw .unreadable(error) }
  }

  private static func read(
    _ file: InputFile, _ count: Int, _ isCancelled: () -> Bool
  ) throws(Failure) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, read in
      do throws(SystemError) {
        read = try file.read(into: UnsafeMutableRawBufferPointer(room), isCancelled: isCancelled)
      } catch {
        failure = error
      }
    }
    if let failure { throw .unreadable(failure) }
    return bytes
  }
}
