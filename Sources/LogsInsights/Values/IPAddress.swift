import Glibc

/// An address of IPv4 or IPv6.
package struct IPAddress: Equatable {
  package enum Version {
    case v4, v6
  }

  package let version: Version
  /// Four or sixteen bytes, the most significant first.
  package let bytes: [UInt8]

  /// Reads `10.0.0.1` or `fe80::1`; no port, no zone, no zeros in front.
  package init?(_ text: some Collection<UInt8>) {
    // The longest is ::ffff:255.255.255.255 with all groups written.
    guard !text.isEmpty, text.count <= 45, !text.contains(0) else { return nil }
    let isV6 = text.contains(UInt8(ascii: ":"))
    let terminated = text.map { CChar(bitPattern: $0) } + [0]
    var bytes = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
    guard inet_pton(isV6 ? AF_INET6 : AF_INET, terminated, &bytes) == 1 else { return nil }
    version = isV6 ? .v6 : .v4
    self.bytes = bytes
  }

  /// An IPv4 address as a number.
  package var number: Int64? {
    version == .v4 ? bytes.reduce(0) { $0 << 8 | Int64($1) } : nil
  }
}

/// The addresses that begin with the same bits: `10.0.0.0/8`.
package struct IPSubnet {
  private let address: IPAddress
  private let prefixLength: Int

  /// Reads an address, a slash and a number of bits; later bits do not matter.
  package init?(_ text: some Collection<UInt8>) {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")),
      let address = IPAddress(text[..<slash])
    else { return nil }
    let digits = text[text.index(after: slash)...]
    guard (1...3).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
    let length = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard length <= address.bytes.count * 8 else { return nil }
    self.address = address
    prefixLength = length
  }

  package func contains(_ other: IPAddress) -> Bool {
    guard other.version == address.version else { return false }
    let wholeBytes = prefixLength / 8
    guard other.bytes.prefix(wholeBytes) == address.bytes.prefix(wholeBytes) else { return false }
    let restBits = prefixLength % 8
    guard restBits > 0 else { return true }
    return (other.bytes[wholeBytes] ^ address.bytes[wholeBytes]) >> (8 - restBits) == 0
  }
}
