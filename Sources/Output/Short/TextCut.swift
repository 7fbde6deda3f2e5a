import TerminalText

/// Which part of a text gives way where it is longer than its column.
enum TextCut: CaseIterable, Sendable {
  /// Its end, as suits sentences.
  case end
  /// Its middle, as suits names that differ at either side.
  case middle
  /// Its beginning, as suits paths.
  case start

  /// The text in so many cells of a terminal, with `ellipsis` where something is missing.
  func text(_ text: String, width: Int, ellipsis: String) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    let room = max(0, width - 1)
    switch self {
    case .end: return Self.beginning(of: text, cells: room) + ellipsis
    case .start: return ellipsis + Self.end(of: text, cells: room)
    case .middle:
      let tail = room / 2
      return Self.beginning(of: text, cells: room - tail) + ellipsis
        + Self.end(of: text, cells: tail)
    }
  }

  private static func beginning(of text: String, cells: Int) -> String {
    var text = text
    return text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      return String(
        decoding: raw.prefix(DisplayWidth.fitting(raw, into: cells).bytes), as: UTF8.self)
    }
  }

  private static func end(of text: String, cells: Int) -> String {
    var kept: [Character] = []
    var width = 0
    for character in text.reversed() {
      let added = DisplayWidth.of(String(character))
      guard width + added <= cells else { break }
      width += added
      kept.append(character)
    }
    return String(kept.reversed())
  }
}
