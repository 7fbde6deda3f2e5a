/// Text on its way to a terminal that does not stand in a table: messages and the like.
package enum PrintableText {
  /// The text without commands to the terminal; line feeds stay.
  package static func escaped(_ text: String) -> String {
    let buffer = ByteBuffer(capacity: text.utf8.count + 16)
    for (index, line) in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { buffer.append(0x0a) }
      Array(line).withUnsafeBytes { buffer.append(printable: $0) }
    }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// Appends bytes of a format that has its own use for tabs and line feeds, without any other command to the terminal.
  package static func append(_ bytes: UnsafeRawBufferPointer, to buffer: ByteBuffer) {
    var index = 0
    while index < bytes.count {
      let codePoint = CodePoint.decode(bytes, at: index)
      let range = index..<index + codePoint.length
      if let value = codePoint.value, value != 0x09, value != 0x0a, CodePoint.isUnsafe(value) {
        buffer.append(unicodeEscape: value)
      } else {
        buffer.append(UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
      index = range.upperBound
    }
  }

  /// How many cells of a terminal a text takes that has no control characters.
  package static func width(of text: String) -> Int {
    Array(text.utf8).withUnsafeBytes { DisplayWidth.of($0) }
  }
}
