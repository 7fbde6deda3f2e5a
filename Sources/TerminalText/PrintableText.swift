package import JSON

/// Text for a terminal: characters that the terminal could interpret as commands are escaped.
package enum PrintableText {
  /// The text without terminal commands; line feeds stay.
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

  /// The text without terminal commands, on one line.
  package static func line(_ text: String) -> String {
    let buffer = ByteBuffer(capacity: text.utf8.count + 16)
    var text = text
    text.withUTF8 { buffer.append(printable: UnsafeRawBufferPointer($0)) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// Appends output of a format that uses tabs and line feeds itself, without other terminal commands.
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
}

extension ByteBuffer {
  /// Appends a text for a terminal: on one line and without commands.
  package func append(printable text: UnsafeRawBufferPointer) {
    var index = 0
    while index < text.count {
      let start = index
      index = endOfPlain(text, from: start)
      append(UnsafeRawBufferPointer(rebasing: text[start..<index]))
      guard index < text.count else { break }
      let codePoint = CodePoint.decode(text, at: index)
      let range = index..<index + codePoint.length
      if let value = codePoint.value {
        append(value, escapedIfUnsafe: text, range)
      } else {
        append(CodePoint.replacement)
      }
      index = range.upperBound
    }
  }
}
