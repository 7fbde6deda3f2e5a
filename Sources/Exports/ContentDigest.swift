import CXXHash

/// XXH3, 128 bits, of a file's bytes: shows whether the same content was read before, whatever its name.
package struct ContentDigest: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  init(_ hash: XXH128_hash_t) {
    high = hash.high64
    low = hash.low64
  }

  /// The digest of bytes in memory.
  package init(of bytes: UnsafeRawBufferPointer) {
    self.init(XXH3_128bits(bytes.baseAddress, bytes.count))
  }

  /// Restores a digest from the sixteen bytes of `bytes`; nil if there are not exactly sixteen.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Sixteen bytes, most significant first: xxHash's canonical form.
  package var bytes: [UInt8] {
    [high, low].flatMap { half in
      stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
    }
  }

  /// Thirty-two hexadecimal digits, as printed by `xxhsum -H2`.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
