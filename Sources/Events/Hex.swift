/// Lowercase hexadecimal digits and UUIDs ↔ bytes.
package enum Hex {
  /// The digit of a value from 0 to 15.
  @inline(__always)
  package static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// The value of a lowercase digit.
  @inline(__always)
  static func value(of digit: UInt8) -> UInt8? {
    if digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9") { return digit - UInt8(ascii: "0") }
    if digit >= UInt8(ascii: "a") && digit <= UInt8(ascii: "f") {
      return digit - UInt8(ascii: "a") + 10
    }
    return nil
  }

  /// The value of a digit of either case.
  static func value(ofEither digit: UInt8) -> UInt8? {
    value(of: digit >= UInt8(ascii: "A") && digit <= UInt8(ascii: "F") ? digit + 32 : digit)
  }

  /// Reads pairs of lowercase digits into `out`; false at the first byte that is none.
  package static func read(
    _ digits: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard digits.count % 2 == 0 else { return false }
    for position in 0..<digits.count / 2 {
      guard let high = value(of: digits[position * 2]),
        let low = value(of: digits[position * 2 + 1])
      else { return false }
      out[position] = high << 4 | low
    }
    return true
  }

  /// Prints bytes as lowercase digits.
  package static func write(_ bytes: UnsafeRawBufferPointer, into out: inout ByteBuffer) {
    out.reserve(bytes.count * 2)
    for byte in bytes {
      out.append(digit(byte >> 4))
      out.append(digit(byte & 15))
    }
  }

  /// Reads the form 8-4-4-4-12 in lowercase.
  package static func readUUID(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard text.count == 36 else { return false }
    var position = 0
    for byte in 0..<16 {
      if isDashed(byte) {
        guard text[position] == UInt8(ascii: "-") else { return false }
        position += 1
      }
      guard let high = value(of: text[position]), let low = value(of: text[position + 1]) else {
        return false
      }
      out[byte] = high << 4 | low
      position += 2
    }
    return true
  }

  /// Prints 16 bytes in the form 8-4-4-4-12.
  package static func writeUUID(_ bytes: UnsafeRawBufferPointer, into out: inout ByteBuffer) {
    out.reserve(36)
    for (position, byte) in bytes.enumerated() {
      if isDashed(position) { out.append(UInt8(ascii: "-")) }
      out.append(digit(byte >> 4))
      out.append(digit(byte & 15))
    }
  }

  /// Whether a dash stands before this byte of a UUID.
  @inline(__always)
  private static func isDashed(_ byte: Int) -> Bool {
    byte == 4 || byte == 6 || byte == 8 || byte == 10
  }
}
