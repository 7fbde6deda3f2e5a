import CMessageDigest
import JSON

/// SHA-256 and what AWS signs with.
enum Digests {
  static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var context = SHA2_CTX()
    SHA256Init(&context)
    SHA256Update(&context, bytes, bytes.count)
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    return digest
  }

  /// HMAC with SHA-256 (RFC 2104).
  static func hmac(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    let blockBytes = 64
    var key = key.count > blockBytes ? sha256(key) : key
    key += [UInt8](repeating: 0, count: blockBytes - key.count)
    return sha256(key.map { $0 ^ 0x5c } + sha256(key.map { $0 ^ 0x36 } + message))
  }

  static func hex(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [Hex.digit($0 >> 4), Hex.digit($0 & 15)] }, as: UTF8.self)
  }

  /// Compares in a time that does not depend on where the texts differ.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
