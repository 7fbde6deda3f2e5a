import LogsInsights

/// Bytes as `%XX` in addresses (RFC 3986).
enum PercentCode {
  static func encode(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var code: [UInt8] = []
    code.reserveCapacity(text.count)
    for byte in text {
      if isUnreserved(byte) {
        code.append(byte)
      } else {
        code += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return code
  }

  /// Replaces every `%XX` by its byte; anything else is unchanged.
  static func decode(_ code: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(code.count)
    var offset = 0
    while offset < code.count {
      if code[offset] == UInt8(ascii: "%"), offset + 2 < code.count,
        let high = Hexadecimal.value(of: code[offset + 1]),
        let low = Hexadecimal.value(of: code[offset + 2])
      {
        bytes.append(high << 4 | low)
        offset += 3
      } else {
        bytes.append(code[offset])
        offset += 1
      }
    }
    return bytes
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: byte.isDigit
    }
  }
}
