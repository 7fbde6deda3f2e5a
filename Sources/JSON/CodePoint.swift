/// One character of UTF-8 text, or invalid bytes.
package struct CodePoint {
  /// The code point; `nil` for invalid UTF-8.
  package let value: UInt32?
  /// The number of bytes; for invalid UTF-8, those that began a character.
  package let length: Int

  /// What is shown in place of invalid bytes, U+FFFD.
  package static let replacement: StaticString = "\u{fffd}"

  /// Reads the character that begins at `index`.
  package static func decode(_ bytes: UnsafeRawBufferPointer, at index: Int) -> CodePoint {
    let first = bytes[index]
    switch first {
    case 0x00...0x7f: return CodePoint(value: UInt32(first), length: 1)
    case 0xc2...0xdf: return decode(bytes, at: index, count: 2, second: 0x80...0xbf)
    case 0xe0: return decode(bytes, at: index, count: 3, second: 0xa0...0xbf)
    case 0xed: return decode(bytes, at: index, count: 3, second: 0x80...0x9f)
    case 0xe1...0xef: return decode(bytes, at: index, count: 3, second: 0x80...0xbf)
    case 0xf0: return decode(bytes, at: index, count: 4, second: 0x90...0xbf)
    case 0xf4: return decode(bytes, at: index, count: 4, second: 0x80...0x8f)
    case 0xf1...0xf3: return decode(bytes, at: index, count: 4, second: 0x80...0xbf)
    default: return CodePoint(value: nil, length: 1)
    }
  }

  /// Only the second byte has a range of its own; it rules out surrogates and overlong forms.
  private static func decode(
    _ bytes: UnsafeRawBufferPointer, at index: Int, count: Int, second: ClosedRange<UInt8>
  ) -> CodePoint {
    var value = UInt32(bytes[index]) & (0x7f >> UInt32(count))
    for offset in 1..<count {
      guard index + offset < bytes.count else { return CodePoint(value: nil, length: offset) }
      let byte = bytes[index + offset]
      let range = offset == 1 ? second : 0x80...0xbf
      guard range.contains(byte) else { return CodePoint(value: nil, length: offset) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return CodePoint(value: value, length: count)
  }

  /// Whether a terminal could interpret the character as a command, or show the text after it in another order or on
  /// another line.
  package static func isUnsafe(_ value: UInt32) -> Bool {
    switch value {
    case 0x00...0x1f, 0x7f...0x9f: true  // C0, DEL, C1
    case 0x2028...0x202e: true  // line and paragraph separator, bidirectional controls
    case 0x2066...0x2069: true  // bidirectional isolates
    default: false
    }
  }
}
