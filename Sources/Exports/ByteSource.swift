import Glibc

/// Something that hands out bytes in order: a file, or what inflating another source gives.
protocol ByteSource: AnyObject {
  /// Puts the next bytes into `buffer` and returns how many; 0 means that there are no more.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int
}

/// The bytes of a file, or of standard input, as they are.
final class FileSource: ByteSource {
  private let path: String
  private let descriptor: Int32
  private let isStandardInput: Bool

  init(_ file: ExportFile) throws(ExportError) {
    path = file.path
    isStandardInput = file.isStandardInput
    if isStandardInput {
      descriptor = STDIN_FILENO
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ExportError(path, .cannotRead(SystemError.current)) }
    // Advice only: a refusal changes nothing but speed.
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit {
    if !isStandardInput && descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw ExportError(path, .cannotRead(SystemError.current)) }
    }
  }
}
