import JSON

/// Pairs of a key and a value as `logfmt` writes them: `level=info msg="it works"`.
enum LogfmtText {
  /// Appends the pairs of a text as a JSON map of strings; a key without a value is true.
  static func append(_ text: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    var scanner = Scanner(text: text)
    out.append(UInt8(ascii: "{"))
    var isFirst = true
    while let key = scanner.key() {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      CompactJSON.append(string: key, to: &out)
      out.append(UInt8(ascii: ":"))
      if let value = scanner.value() {
        value.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
      } else {
        out.append(contentsOf: "true".utf8)
      }
    }
    out.append(UInt8(ascii: "}"))
  }

  private struct Scanner {
    let text: UnsafeRawBufferPointer
    private var position = 0

    init(text: UnsafeRawBufferPointer) {
      self.text = text
    }

    private var current: UInt8? { position < text.count ? text[position] : nil }

    /// The next key; what belongs to no pair is passed over.
    mutating func key() -> UnsafeRawBufferPointer? {
      while let byte = current, !isKeyByte(byte) { position += 1 }
      let start = position
      while let byte = current, isKeyByte(byte) { position += 1 }
      return position > start ? UnsafeRawBufferPointer(rebasing: text[start..<position]) : nil
    }

    /// The value of a key; nil if it has none.
    mutating func value() -> [UInt8]? {
      guard current == UInt8(ascii: "=") else { return nil }
      position += 1
      if current == UInt8(ascii: "\"") { return quotedValue() }
      let start = position
      while let byte = current, byte > 0x20 { position += 1 }
      return Array(text[start..<position])
    }

    private mutating func quotedValue() -> [UInt8] {
      position += 1
      let start = position
      while let byte = current, byte != UInt8(ascii: "\"") {
        position = min(position + (byte == UInt8(ascii: "\\") ? 2 : 1), text.count)
      }
      let out = ByteBuffer(capacity: 64)
      JSONString.unescape(UnsafeRawBufferPointer(rebasing: text[start..<position]), into: out)
      position = min(position + 1, text.count)
      return Array(out.bytes)
    }

    private func isKeyByte(_ byte: UInt8) -> Bool {
      byte > 0x20 && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "\"")
    }
  }
}
