import TerminalText

/// The line of an SQL text that an error is about, with a mark under the word.
///
///     2 | WHERE stopcode = 'x'
///       |       ^^^^^^^^
package struct SQLExcerpt {
  private let bytes: [UInt8]
  private let offset: Int

  /// - Parameter offset: of the place, in bytes of UTF-8.
  package init(_ sql: String, offset: Int) {
    bytes = Array(sql.utf8)
    self.offset = min(max(offset, 0), bytes.count)
  }

  /// Two lines, without a line end after the second.
  package var text: String { SourceExcerpt(bytes, marking: offset..<endOfWord).text }

  /// A name, quoted or not, or a number; of all else a single character.
  private var endOfWord: Int {
    var index = offset
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      let close = bytes[(index + 1)...].firstIndex(of: bytes[index])
      if let close { return close + 1 }
    }
    while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    if index > offset || index == bytes.count { return index }
    index += 1
    while index < bytes.count, bytes[index] & 0xc0 == 0x80 { index += 1 }
    return index
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
