import Glibc

/// Everything for people: messages, progress. Standard output carries only data.
enum StandardError {
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes a line.
  static func line(_ text: String) { write(clearLine + text + "\n") }

  /// Overwrites the line that shows progress; nothing where nobody looks.
  static func progress(_ text: String) {
    if isTerminal { write(clearLine + text) }
  }

  private static var clearLine: String { isTerminal ? "\r\u{1b}[K" : "" }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, rest.count > 0 {
        let count = Glibc.write(STDERR_FILENO, start, rest.count)
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
