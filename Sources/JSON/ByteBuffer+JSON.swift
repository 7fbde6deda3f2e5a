extension ByteBuffer {
  /// Appends a string in JSON's quotes.
  ///
  /// All control characters are escaped, including those that JSON would allow, to protect terminals; invalid UTF-8
  /// becomes U+FFFD.
  package func append(json text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    var index = 0
    while index < text.count {
      let start = index
      index = endOfPlain(text, from: start)
      append(UnsafeRawBufferPointer(rebasing: text[start..<index]))
      guard index < text.count else { break }
      let codePoint = CodePoint.decode(text, at: index)
      append(jsonSpecial: codePoint, text, at: index)
      index += codePoint.length
    }
    append(UInt8(ascii: "\""))
  }

  private func append(
    jsonSpecial codePoint: CodePoint, _ text: UnsafeRawBufferPointer, at index: Int
  ) {
    switch codePoint.value {
    case nil: append(CodePoint.replacement)
    case 0x22: append("\\\"")
    case 0x5c: append("\\\\")
    case let value?: append(value, escapedIfUnsafe: text, index..<index + codePoint.length)
    }
  }

  /// Appends a character, or an escape for one that a terminal could interpret as a command.
  package func append(
    _ value: UInt32, escapedIfUnsafe text: UnsafeRawBufferPointer, _ range: Range<Int>
  ) {
    switch value {
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0a: append("\\n")
    case 0x0c: append("\\f")
    case 0x0d: append("\\r")
    case _ where CodePoint.isUnsafe(value): append(unicodeEscape: value)
    default: append(UnsafeRawBufferPointer(rebasing: text[range]))
    }
  }

  /// The end of the printable ASCII from `start` on that needs no escape in JSON.
  package func endOfPlain(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 8 <= text.count,
      Self.isPlain(text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    { index += 8 }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte >= 0x7f || byte == 0x22 || byte == 0x5c { break }
      index += 1
    }
    return index
  }

  /// Whether eight bytes all need no escape; `false` may be too cautious.
  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    let special =
      word | ((word &- ones &* 0x20) & ~word) | zeroBytes(word ^ ones &* 0x22)
      | zeroBytes(word ^ ones &* 0x5c) | zeroBytes(word ^ ones &* 0x7f)
    return special & (ones &* 0x80) == 0
  }
}
