/// Brings reasons into the form that the patterns expect.
enum ReasonNormalizer {
  /// Writes the text in lower case, with single spaces for white space, none at the ends, and with
  /// straight apostrophes.
  ///
  /// Other bytes outside ASCII become question marks: no pattern contains them, some belong to truncated
  /// characters that are not valid UTF-8, and ASCII is matched fastest.
  static func normalize(_ text: UnsafeRawBufferPointer, into normalized: inout [UInt8]) {
    normalized.removeAll(keepingCapacity: true)
    normalized.reserveCapacity(text.count)
    var space = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if isWhiteSpace(byte) {
        space = !normalized.isEmpty
        continue
      }
      if space {
        normalized.append(UInt8(ascii: " "))
        space = false
      }
      if byte < 0x80 {
        normalized.append(lowercased(byte))
      } else if byte == 0xE2, isApostrophe(text, after: index) {
        normalized.append(UInt8(ascii: "'"))
        index += 2
      } else {
        normalized.append(UInt8(ascii: "?"))
      }
    }
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Whether the two bytes at `index` complete a ‘ or a ’.
  private static func isApostrophe(_ text: UnsafeRawBufferPointer, after index: Int) -> Bool {
    index + 2 <= text.count && text[index] == 0x80 && text[index + 1] & 0xFE == 0x98
  }
}
