/// Escapes and unescapes JSON strings.
package enum JSONString {
  /// Appends the value of a JSON string, given the source between its quotes.
  ///
  /// An unpaired surrogate becomes U+FFFD.
  package static func unescape(_ source: UnsafeRawBufferPointer, into out: ByteBuffer) {
    out.reserve(source.count)
    var position = 0
    while position < source.count {
      let byte = source[position]
      guard byte == backslash, position + 1 < source.count else {
        out.append(byte)
        position += 1
        continue
      }
      let letter = source[position + 1]
      position += 2
      if letter == UInt8(ascii: "u") {
        appendScalar(source, &position, into: out)
      } else {
        out.append(meaning(of: letter))
      }
    }
  }

  /// Appends a string as the inside of a JSON string, with the fewest escapes: quote, backslash and control characters.
  package static func escape(_ text: UnsafeRawBufferPointer, into out: ByteBuffer) {
    out.reserve(text.count)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): out.append("\\\"")
      case backslash: out.append("\\\\")
      case 0x0a: out.append("\\n")
      case 0x0d: out.append("\\r")
      case 0x09: out.append("\\t")
      case 0x08: out.append("\\b")
      case 0x0c: out.append("\\f")
      case 0..<0x20:
        out.append("\\u00")
        out.append(Hex.digit(byte >> 4))
        out.append(Hex.digit(byte & 15))
      default: out.append(byte)
      }
    }
  }
}

extension JSONString {
  private static let backslash = UInt8(ascii: "\\")

  private static func meaning(of letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    default: letter
    }
  }

  /// Reads the four digits at `position`, and the second half of a pair if there is one.
  private static func appendScalar(
    _ source: UnsafeRawBufferPointer, _ position: inout Int, into out: ByteBuffer
  ) {
    guard let high = fourDigits(source, position) else { return }
    position += 4
    var value = high
    if (0xd800..<0xdc00).contains(high), position + 6 <= source.count,
      source[position] == backslash, source[position + 1] == UInt8(ascii: "u"),
      let low = fourDigits(source, position + 2), (0xdc00..<0xe000).contains(low)
    {
      position += 6
      value = 0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { out.append(byte) }
  }

  private static func fourDigits(_ source: UnsafeRawBufferPointer, _ start: Int) -> UInt32? {
    guard start + 4 <= source.count else { return nil }
    var value: UInt32 = 0
    for position in start..<start + 4 {
      guard let digit = Hex.value(ofEither: source[position]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
