package import JSON

/// Forms that store a string as a few bytes: how each is read and printed.
///
/// `read` accepts only strings that `write` prints back byte for byte.
package enum BinaryForm {
  /// Appends the bytes of a string; false, with nothing appended, if it does not have the form.
  @inline(__always)
  static func read(
    _ text: UnsafeRawBufferPointer, as form: ColumnForm, into out: ByteBuffer
  ) -> Bool {
    let before = out.count
    switch form {
    case .uuid: out.append(room: 16) { UUIDText.read(text, into: $0) ? 16 : 0 }
    case .ipv4: out.append(room: 4) { readIPv4(text, into: $0) ? 4 : 0 }
    case .macAddress: out.append(room: 6) { readMAC(text, into: $0) ? 6 : 0 }
    case .interfaceID: out.append(room: 8) { readInterface(text, into: $0) ? 8 : 0 }
    default: return false
    }
    return out.count > before
  }

  /// Appends the string that the bytes stand for.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, as form: ColumnForm, into out: ByteBuffer
  ) {
    switch form {
    case .uuid: UUIDText.write(bytes, into: out)
    case .ipv4: writeIPv4(bytes, into: out)
    case .macAddress: writeMAC(bytes, into: out)
    case .interfaceID:
      out.append("eni-0")
      out.append(hexadecimal: bytes)
    default: out.append(hexadecimal: bytes)
    }
  }

  private static func readInterface(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard text.count == 21, text.starts(with: "eni-0".utf8) else { return false }
    return Hex.read(UnsafeRawBufferPointer(rebasing: text[5...]), into: out)
  }

  private static func readMAC(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard text.count == 17 else { return false }
    for byte in 0..<6 {
      guard byte == 5 || text[byte * 3 + 2] == UInt8(ascii: ":"),
        Hex.read(
          UnsafeRawBufferPointer(rebasing: text[(byte * 3)..<(byte * 3 + 2)]), into: out + byte)
      else { return false }
    }
    return true
  }

  private static func writeMAC(_ bytes: UnsafeRawBufferPointer, into out: ByteBuffer) {
    for (position, byte) in bytes.enumerated() {
      if position > 0 { out.append(UInt8(ascii: ":")) }
      out.append(Hex.digit(byte >> 4))
      out.append(Hex.digit(byte & 15))
    }
  }

  /// Four numbers from 0 to 255 without leading zeros.
  private static func readIPv4(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard text.count >= 7, text.count <= 15 else { return false }
    var part = 0
    var value = 0
    var digits = 0
    for byte in text {
      if byte == UInt8(ascii: "."), digits > 0, part < 3 {
        out[part] = UInt8(value)
        part += 1
        value = 0
        digits = 0
        continue
      }
      let digit = Int(byte) - Int(UInt8(ascii: "0"))
      guard digit >= 0, digit <= 9, digits == 0 || value > 0 else { return false }
      value = value * 10 + digit
      digits += 1
      guard value <= 255 else { return false }
    }
    guard part == 3, digits > 0 else { return false }
    out[3] = UInt8(value)
    return true
  }

  private static func writeIPv4(_ bytes: UnsafeRawBufferPointer, into out: ByteBuffer) {
    for (position, byte) in bytes.enumerated() {
      if position > 0 { out.append(UInt8(ascii: ".")) }
      out.append(room: DecimalText.textBytesMax) { DecimalText.write(Int64(byte), to: $0) }
    }
  }
}
