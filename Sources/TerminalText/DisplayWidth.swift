import JSON

/// The number of terminal cells that a text occupies.
///
/// A terminal counts characters, not bytes: East Asian wide characters and emoji take two cells, combining marks none.
/// Emoji that are joined, or that have a skin tone, take the two cells of the first.
package struct DisplayWidth {
  private var previous: UInt32 = 0
  private var previousWidth = 0

  /// The width of a whole text, which must be valid UTF-8 without control characters.
  package static func of(_ text: UnsafeRawBufferPointer) -> Int {
    if text.allSatisfy({ $0 < 0x80 }) { return text.count }
    var measure = DisplayWidth()
    var width = 0
    var index = 0
    while index < text.count {
      let codePoint = CodePoint.decode(text, at: index)
      width += measure.next(codePoint.value ?? 0xfffd)
      index += codePoint.length
    }
    return width
  }

  /// The width of a whole text without control characters.
  package static func of(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  /// The longest prefix of a text that fits into `limit` cells, as bytes and cells.
  package static func fitting(
    _ text: UnsafeRawBufferPointer, into limit: Int
  ) -> (bytes: Int, cells: Int) {
    var measure = DisplayWidth()
    var width = 0
    var index = 0
    while index < text.count {
      let codePoint = CodePoint.decode(text, at: index)
      let added = measure.next(codePoint.value ?? 0xfffd)
      if width + added > limit { break }
      width += added
      index += codePoint.length
    }
    return (index, width)
  }

  private static let joiner: UInt32 = 0x200d
  private static let emojiSelector: UInt32 = 0xfe0f

  /// The number of cells that a character adds to those before it.
  private mutating func next(_ value: UInt32) -> Int {
    if value < 0x7f {
      previous = value
      previousWidth = 1
      return 1
    }
    let width = widthAfterPrevious(value)
    previous = value
    // Marks and selectors do not change what a following selector refers to.
    if width > 0 { previousWidth = width }
    return width
  }

  private mutating func widthAfterPrevious(_ value: UInt32) -> Int {
    if previous == Self.joiner, previousWidth == 2 { return 0 }
    if (0x1f3fb...0x1f3ff).contains(value), Self.isEmoji(previous) { return 0 }
    if value == Self.emojiSelector {
      guard previousWidth == 1, Self.isEmoji(previous) else { return 0 }
      previousWidth = 2
      return 1
    }
    return Self.width(of: value)
  }

  private static func isEmoji(_ value: UInt32) -> Bool {
    value >= 0xa9 && Unicode.Scalar(value)?.properties.isEmoji == true
  }

  private static func width(of value: UInt32) -> Int {
    guard let scalar = Unicode.Scalar(value) else { return 1 }
    if value < 0x300 { return 1 }
    // The middle and final parts of Korean syllables are drawn into the initial one.
    if (0x1160...0x11ff).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if isWide(value) { return 2 }
    // Half of a flag; two of them form a flag of two cells.
    if (0x1f1e6...0x1f1ff).contains(value) { return 1 }
    return scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// The blocks that Unicode's East Asian Width calls wide or fullwidth, emoji aside.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f,
      0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60,
      0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x1f200...0x1f265,
      0x20000...0x3fffd:
      true
    default: false
    }
  }
}
