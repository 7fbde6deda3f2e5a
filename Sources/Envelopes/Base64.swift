import Exports
import JSON

/// Base64 (RFC 4648), with either alphabet.
enum Base64 {
  /// Shorter strings are words rather than data.
  static let charactersMin = 40

  /// Whether a text contains the beginning of gzip data in base64.
  static func mayHoldGzip(_ text: UnsafeRawBufferPointer) -> Bool {
    text.contains("H4sI")
  }

  /// The decoded bytes; nil if the text is too short to matter or has other characters.
  static func decoded(_ text: UnsafeRawBufferPointer) -> ByteBuffer? {
    guard text.count >= charactersMin else { return nil }
    let out = ByteBuffer(capacity: text.count + JSONParser.padding)
    var bits: UInt32 = 0
    var bitCount = 0
    for byte in text where byte != UInt8(ascii: "=") && byte != 0x0a && byte != 0x0d {
      guard let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    return out
  }

  /// Whether the bytes are gzip or zlib data.
  static func isCompressed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 2 else { return false }
    let isZlib = bytes[0] == 0x78 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    return bytes.starts(with: [0x1f, 0x8b, 0x08]) || isZlib
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5a: UInt32(byte - 0x41)
    case 0x61...0x7a: UInt32(byte - 0x61) + 26
    case 0x30...0x39: UInt32(byte - 0x30) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
