import ECSStops
import Glibc

/// Everything for people: messages, progress.
///
/// Standard output carries only data.
package enum StandardError {
  /// What a message is.
  enum Label: String {
    case error, warning, note, help

    fileprivate var color: String {
      switch self {
      case .error: "\u{1b}[1;31m"
      case .warning: "\u{1b}[1;33m"
      case .note, .help: "\u{1b}[1m"
      }
    }
  }

  static let isTerminal = Terminal.isTerminal(STDERR_FILENO)

  /// Writes a line, or several; the last may have its line end or not.
  package static func line(_ text: String) {
    let end = text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    write(clearLine + PrintableText.escaped(text) + end)
  }

  /// Writes a message after its label: `error: there is no archive at …`; secrets that it quotes are masked.
  static func message(_ label: Label, _ text: String, color: ColorChoice = .auto) {
    let isColored = color.isOn(for: STDERR_FILENO)
    let shown = isColored ? "\(label.color)\(label.rawValue):\u{1b}[0m" : "\(label.rawValue):"
    // Advice belongs to the message above it.
    let indent = label == .help ? "  " : ""
    write("\(clearLine)\(indent)\(shown) \(PrintableText.escaped(Masker().masked(text)))\n")
  }

  /// Writes a notice of the library.
  static func message(_ notice: Notice, color: ColorChoice = .auto) {
    let label: Label =
      switch notice.kind {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    message(label, notice.text, color: color)
  }

  /// Overwrites the line that shows progress; nothing where nobody looks.
  static func progress(_ text: String) {
    if showsProgress { write(clearLine + PrintableText.escaped(text)) }
  }

  private static let showsProgress = isTerminal && !Terminal.isDumb
  private static var clearLine: String { showsProgress ? "\r\u{1b}[K" : "" }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
