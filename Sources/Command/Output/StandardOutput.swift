import ArgumentParser
import ECSStops
import Glibc

/// The few things that are data and no rows.
package enum StandardOutput {
  /// Writes a line; a reader that has gone ends the command quietly.
  package static func line(_ text: String) throws { try line(text, pager: nil) }

  /// The same, perhaps through a pager.
  static func line(_ text: String, pager: Pager?) throws {
    try write(text + "\n", pager: pager)
  }

  /// Writes a document as it is; a reader that has gone ends the command quietly, a pager that was left only the output.
  static func write(_ text: String, pager: Pager? = nil) throws {
    try write(bytes: Array(text.utf8), pager: pager)
  }

  /// Writes bytes as they are, in the same way.
  static func write(bytes: [UInt8], pager: Pager? = nil) throws {
    let sink = pager?.makeSink() ?? ByteSink(descriptor: STDOUT_FILENO)
    bytes.withUnsafeBytes { sink.buffer.append($0) }
    do {
      try sink.flush()
    } catch .brokenPipe {
      guard pager != nil else { throw ExitCode.success }
    } catch .failed(let number) {
      throw OutputFile.failure("standard output", number)
    }
    pager?.finish()
  }
}
