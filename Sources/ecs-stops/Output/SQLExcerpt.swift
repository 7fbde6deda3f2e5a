import Output

/// The line of an SQL text that an error is about, with a mark under the word.
///
///     2 | WHERE stopcode = 'x'
///       |       ^^^^^^^^
struct SQLExcerpt {
  /// How much of a long line is shown on each side of the mark.
  private static let cellsMax = 60

  private let bytes: [UInt8]
  private let offset: Int

  init(_ sql: String, offset: Int) {
    bytes = Array(sql.utf8)
    self.offset = min(max(offset, 0), bytes.count)
  }

  var text: String {
    let start = bytes[..<offset].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: 0x0a) ?? bytes.count
    let wordEnd = min(end, endOfWord)
    let before = Self.shortened(before: Self.printable(bytes[start..<offset]))
    let word = Self.printable(bytes[offset..<wordEnd])
    let after = Self.shortened(after: Self.printable(bytes[wordEnd..<end]))
    let number = String(bytes[..<offset].count { $0 == 0x0a } + 1)
    let margin = String(repeating: " ", count: number.utf8.count)
    let blanks = String(repeating: " ", count: PrintableText.width(of: before))
    let marks = String(repeating: "^", count: max(1, PrintableText.width(of: word)))
    return "  \(number) | \(before)\(word)\(after)\n  \(margin) | \(blanks)\(marks)"
  }

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

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    let blanks = bytes.map { $0 == 0x09 || $0 == 0x0d ? 0x20 : $0 }
    return PrintableText.escaped(String(decoding: blanks, as: UTF8.self))
  }

  private static func shortened(before text: String) -> String {
    text.count <= cellsMax ? text : "… " + text.suffix(cellsMax - 2)
  }

  private static func shortened(after text: String) -> String {
    text.count <= cellsMax ? text : text.prefix(cellsMax - 2) + " …"
  }
}
