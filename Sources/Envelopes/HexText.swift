import Exports
import JSON

/// Bytes as hexadecimal digits: `7b22…`, `0x7b22…`, and `\x7b22…` as PostgreSQL prints them.
enum HexText {
  /// The bytes; nil if a text is too short to matter or has other characters.
  static func decoded(_ text: UnsafeRawBufferPointer) -> ByteBuffer? {
    let hasPrefix = ["0x", "\\x", "0X"].contains { text.starts(with: $0.utf8) }
    let digits = hasPrefix ? text[from: 2, to: text.count] : text
    guard digits.count >= Base64.charactersMin * 2, digits.count % 2 == 0,
      digits.prefix(16).allSatisfy({ Hex.value(ofEither: $0) != nil })
    else { return nil }
    let out = ByteBuffer(capacity: digits.count / 2 + JSONParser.padding)
    var position = 0
    while position < digits.count {
      guard let high = Hex.value(ofEither: digits[position]),
        let low = Hex.value(ofEither: digits[position + 1])
      else { return nil }
      out.append(high << 4 | low)
      position += 2
    }
    return out
  }
}
