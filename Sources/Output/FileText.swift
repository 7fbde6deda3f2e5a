import JSON

/// Text in formats for files: what a terminal could take for a command, or what shows text in another order, is escaped
/// as `\u001b`, unless raw text was requested.
///
/// Tabs and line breaks are left to the format.
struct FileText {
  let isRaw: Bool
  private let scratch = ByteBuffer(capacity: 256)

  init(isRaw: Bool) {
    self.isRaw = isRaw
  }

  /// Whether text has nothing but printable ASCII without quotes and backslashes: no format changes that.
  static func isPlain(_ text: UnsafeRawBufferPointer, in buffer: ByteBuffer) -> Bool {
    buffer.endOfPlain(text, from: 0) == text.count
  }

  /// The text that a format goes on with; valid until the next call.
  func escaped(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard !isRaw, text.contains(where: Self.mayBeginUnsafe) else { return text }
    scratch.removeAll()
    var index = 0
    while index < text.count {
      let codePoint = CodePoint.decode(text, at: index)
      let range = index..<index + codePoint.length
      switch codePoint.value {
      case 0x09, 0x0a: scratch.append(text[index])
      // Alone it would send a terminal back to the beginning of the line.
      case 0x0d where index + 1 < text.count && text[index + 1] == 0x0a: scratch.append(0x0d)
      case let value? where CodePoint.isUnsafe(value): scratch.append(unicodeEscape: value)
      // A control character of eight bits; it is not UTF-8.
      case nil where (0x80...0x9f).contains(text[index]): scratch.append(CodePoint.replacement)
      default: scratch.append(UnsafeRawBufferPointer(rebasing: text[range]))
      }
      index = range.upperBound
    }
    return scratch.bytes
  }

  /// Control characters, what may be the beginning of one, and of the characters that order text.
  private static func mayBeginUnsafe(_ byte: UInt8) -> Bool {
    byte < 0x20 || (0x7f...0x9f).contains(byte) || byte == 0xc2 || byte == 0xe2
  }
}
