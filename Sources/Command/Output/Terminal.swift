import ECSStops
import Glibc

/// What is known about the terminal on a descriptor.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether the terminal knows no commands, such as an editor's.
  static var isDumb: Bool { Environment.value("TERM") == "dumb" }

  /// The columns of the terminal; nil if there is none, or if it does not say.
  ///
  /// `COLUMNS` wins over what the terminal says, as in other programs.
  static func width(_ descriptor: Int32) -> Int? {
    guard isTerminal(descriptor) else { return nil }
    if let wanted = Environment.value("COLUMNS").flatMap(Int.init), wanted > 0 { return wanted }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether the locale's characters are UTF-8, by the variables that C asks, in its order.
  static var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Environment.value).first
    guard let name = locale?.lowercased() else { return false }
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
      || name.contains("utf-8@") || name.contains("utf8@")
  }
}

extension TableStyle {
  /// How a table looks on a descriptor.
  ///
  /// - Parameter isASCII: whether to use only ASCII even if the terminal supports more.
  init(descriptor: Int32, color: ColorChoice, isASCII: Bool) {
    self.init(
      terminalWidth: Terminal.width(descriptor),
      isASCII: isASCII || !Terminal.isUTF8 || Terminal.isDumb,
      isColored: color.isOn(for: descriptor), isTerminal: Terminal.isTerminal(descriptor))
  }
}
