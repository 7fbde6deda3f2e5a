/// As much of CBOR (RFC 8949) as the constants for other services need.
enum CBOR {
  static func map(_ members: [(name: String, value: [UInt8])]) -> [UInt8] {
    head(major: 5, members.count) + members.flatMap { text($0.name) + $0.value }
  }

  static func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return head(major: 3, bytes.count) + bytes
  }

  static let emptyList = head(major: 4, 0)

  /// The first byte of a value, which has the kind and a small count, and the bytes of a larger count.
  private static func head(major: UInt8, _ count: Int) -> [UInt8] {
    let kind = major << 5
    if count < 24 { return [kind | UInt8(count)] }
    if count < 0x100 { return [kind | 24, UInt8(count)] }
    if count < 0x1_0000 { return [kind | 25, UInt8(count >> 8), UInt8(count & 0xff)] }
    return [kind | 26] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
  }
}
