import CXXHash
import JSON

/// UUIDs as text: the ids of queries and requests.
package enum UUIDText {
  /// A random one.
  package static func random() -> String {
    text(.random(in: .min ... .max), .random(in: .min ... .max), version: 4)
  }

  /// The one of a name, the same each time.
  static func of(_ name: String) -> String {
    var name = name
    let hash = name.withUTF8 { XXH3_128bits($0.baseAddress, $0.count) }
    return text(hash.high64, hash.low64, version: 8)
  }

  /// RFC 9562, with variant 1.
  private static func text(_ high: UInt64, _ low: UInt64, version: UInt64) -> String {
    let high = high & ~0xf000 | version << 12
    let low = low & ~(0xc << 60) | 0x8 << 60
    let digits = hex(high) + hex(low)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map {
      String(decoding: digits[$0], as: UTF8.self)
    }
    return parts.joined(separator: "-")
  }

  private static func hex(_ number: UInt64) -> [UInt8] {
    stride(from: 60, through: 0, by: -4).map { Hex.digit(UInt8(number >> UInt64($0) & 15)) }
  }
}
