package import JSON

/// Converts between UUIDs in lowercase and bytes.
package enum UUIDText {
  /// Reads the form 8-4-4-4-12 in lowercase.
  package static func read(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard text.count == 36 else { return false }
    var position = 0
    for byte in 0..<16 {
      if isDashed(byte) {
        guard text[position] == UInt8(ascii: "-") else { return false }
        position += 1
      }
      guard let high = Hex.value(of: text[position]), let low = Hex.value(of: text[position + 1])
      else {
        return false
      }
      out[byte] = high << 4 | low
      position += 2
    }
    return true
  }

  /// Prints 16 bytes in the form 8-4-4-4-12.
  package static func write(_ bytes: UnsafeRawBufferPointer, into out: ByteBuffer) {
    out.reserve(36)
    for (position, byte) in bytes.enumerated() {
      if isDashed(position) { out.append(UInt8(ascii: "-")) }
      out.append(Hex.digit(byte >> 4))
      out.append(Hex.digit(byte & 15))
    }
  }

  /// Whether a UUID has a hyphen before this byte.
  @inline(__always)
  private static func isDashed(_ byte: Int) -> Bool {
    byte == 4 || byte == 6 || byte == 8 || byte == 10
  }
}
