import JSON

/// The bytes of an unreadable record as text that commands no terminal.
package enum RejectText {
  /// How much of a record a list shows.
  package static let beginningBytesMax = 80

  /// The bytes on one line: control characters and characters that change how text is shown as `\u001b`, bytes that are
  /// not UTF-8 as `\xff`, line ends and tabs as `\n`, `\r` and `\t`.
  ///
  /// - Parameter keepsLineFeeds: whether line feeds stay, so that it is several lines.
  package static func escaped(
    _ bytes: UnsafeRawBufferPointer, keepsLineFeeds: Bool = false
  ) -> String {
    let out = ByteBuffer(capacity: bytes.count + 16)
    var index = 0
    while index < bytes.count {
      let codePoint = CodePoint.decode(bytes, at: index)
      let range = index..<index + codePoint.length
      switch codePoint.value {
      case nil:
        for byte in bytes[range] { append(byte, to: out) }
      case 0x09: out.append("\\t")
      case 0x0a where !keepsLineFeeds: out.append("\\n")
      case 0x0d: out.append("\\r")
      case let value? where value != 0x0a && CodePoint.isUnsafe(value):
        out.append(unicodeEscape: value)
      default: out.append(UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
      index = range.upperBound
    }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, to out: ByteBuffer) {
    out.append("\\x")
    out.append(Hex.digit(byte >> 4))
    out.append(Hex.digit(byte & 15))
  }
}
