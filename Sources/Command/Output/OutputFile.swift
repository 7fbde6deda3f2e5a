import ArgumentParser
import ECSStops
import Glibc

/// A file that appears under its name when it is complete.
///
/// Until then it has another name beside its place, and is deleted if it is never completed. Anything that is not a
/// regular file, such as `/dev/null` or a named pipe, is written to directly.
final class OutputFile {
  let descriptor: Int32
  private let path: String
  private let temporaryPath: String?
  private var isOpen = true

  /// Opens the file now, so that a place that cannot be written to is noticed before the work begins.
  ///
  /// - Parameter option: what the command line calls it.
  init(path: String, option: String = "--output") throws(Failure) {
    var status = stat()
    let exists = stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT != S_IFDIR else { throw Self.failure(path, EISDIR) }
    let isSpecial = exists && status.st_mode & S_IFMT != S_IFREG
    // A link stays a link to the new file.
    self.path = exists ? Self.resolved(path) : path
    guard isSpecial || !DatabaseFiles.contain(self.path) else {
      isOpen = false
      descriptor = -1
      temporaryPath = nil
      throw Failure(
        "\(path) is, or belongs to, a SQLite database, which would be overwritten",
        help: "\(option) names another file")
    }
    if isSpecial {
      temporaryPath = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let temporary = "\(self.path).\(getpid()).part"
      temporaryPath = temporary
      UnfinishedFile.begin(temporary)
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PrivateMode.file)
    }
    guard descriptor >= 0 else {
      let number = errno
      isOpen = false
      UnfinishedFile.end()
      throw Self.failure(path, number)
    }
    if !isSpecial { fchmod(descriptor, exists ? status.st_mode & 0o7777 : PrivateMode.file) }
  }

  deinit {
    guard isOpen else { return }
    close(descriptor)
    UnfinishedFile.discard()
  }

  /// Writes a document.
  func write(_ text: String) throws {
    try Self.write(text, to: descriptor, named: path)
  }

  /// Writes a document to what is open; a reader of a pipe that has gone ends the command quietly.
  static func write(_ text: String, to descriptor: Int32, named name: String) throws {
    let sink = ByteSink(descriptor: descriptor)
    Array(text.utf8).withUnsafeBytes { sink.buffer.append($0) }
    do {
      try sink.flush()
    } catch .brokenPipe {
      throw ExitCode.success
    } catch .failed(let number) {
      throw failure(name, number)
    }
  }

  /// Gives the file its name.
  func complete() throws(Failure) {
    isOpen = false
    var number = close(descriptor) == 0 ? 0 : errno
    if let temporaryPath, number == 0, rename(temporaryPath, path) != 0 { number = errno }
    if number == 0 { UnfinishedFile.end() } else { UnfinishedFile.discard() }
    if number != 0 { throw Self.failure(path, number) }
  }

  /// What to say when `path` cannot be written to, for the system's reason.
  static func failure(_ path: String, _ number: Int32) -> Failure {
    Failure("\(path) cannot be written: \(String(cString: strerror(number)))")
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
