/// The text of a reason as the patterns want it.
enum ReasonText {
  /// Writes the text in lower case, with single spaces for white space, none at the ends, and with
  /// straight apostrophes.
  ///
  /// Other bytes beyond ASCII become question marks: no pattern knows them, some are cut characters
  /// and no valid UTF-8, and a text of ASCII is matched fastest.
  static func prepare(_ text: UnsafeRawBufferPointer, into prepared: inout [UInt8]) {
    prepared.removeAll(keepingCapacity: true)
    prepared.reserveCapacity(text.count)
    var space = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if isWhiteSpace(byte) {
        space = !prepared.isEmpty
        continue
      }
      if space {
        prepared.append(UInt8(ascii: " "))
        space = false
      }
      if byte < 0x80 {
        prepared.append(lowercased(byte))
      } else if byte == 0xE2, isApostrophe(text, after: index) {
        prepared.append(UInt8(ascii: "'"))
        index += 2
      } else {
        prepared.append(UInt8(ascii: "?"))
      }
    }
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Whether the two bytes from `index` on end a ‘ or a ’.
  private static func isApostrophe(_ text: UnsafeRawBufferPointer, after index: Int) -> Bool {
    index + 2 <= text.count && text[index] == 0x80 && text[index + 1] & 0xFE == 0x98
  }
}
