/// Bytes as `%XX` in addresses (RFC 3986).
package enum PercentCode {
  /// - Parameter plain: bytes that stay as they are besides those that always do.
  package static func encode(
    _ text: UnsafeRawBufferPointer, keeping plain: [UInt8] = []
  ) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var code: [UInt8] = []
    code.reserveCapacity(text.count)
    for byte in text {
      if isUnreserved(byte) || plain.contains(byte) {
        code.append(byte)
      } else {
        code += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return code
  }

  /// Replaces every `%XX` by its byte; anything else is unchanged.
  package static func decode(_ code: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(code.count)
    var offset = 0
    while offset < code.count {
      if code[offset] == UInt8(ascii: "%"), offset + 2 < code.count,
        let high = Hex.value(ofEither: code[offset + 1]),
        let low = Hex.value(ofEither: code[offset + 2])
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
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
