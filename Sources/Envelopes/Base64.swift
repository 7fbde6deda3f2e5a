import Exports
import JSON

/// Base64 (RFC 4648), with either alphabet.
enum Base64 {
  /// Shorter strings are words rather than data.
  static let charactersMin = 40

  /// Whether a text contains the beginning of gzip data or of an object in base64.
  static func mayHoldData(_ text: UnsafeRawBufferPointer) -> Bool {
    text.contains("H4sI") || text.contains("eyJ")
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

  /// Shorter runs of characters in other text are words, names and ids.
  private static let runMin = 60

  /// The first run of characters from a position on that is long enough to be data in the middle of other text.
  static func run(in text: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    var begin = start
    while begin + runMin <= text.count {
      // From the last character that the run must have, so that words are passed over quickly.
      var last = begin + runMin - 1
      while last >= begin, value(of: text[last]) != nil { last -= 1 }
      guard last < begin else {
        begin = last + 1
        continue
      }
      let end = text[from: begin + runMin, to: text.count].firstIndex { value(of: $0) == nil }
      return begin..<(end.map { $0 + begin + runMin } ?? text.count)
    }
    return nil
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
