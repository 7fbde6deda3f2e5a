import Glibc

/// An address of IPv4 or IPv6.
struct IPAddress: Equatable {
  enum Version {
    case v4, v6
  }

  let version: Version
  /// Four or sixteen bytes, the most significant first.
  let bytes: [UInt8]

  /// Reads `10.0.0.1` or `fe80::1`; no port, no zone, no zeros in front.
  init?(_ text: some Collection<UInt8>) {
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
  var number: Int64? {
    version == .v4 ? bytes.reduce(0) { $0 << 8 | Int64($1) } : nil
  }
}

/// The addresses that begin with the same bits: `10.0.0.0/8`.
struct IPSubnet {
  let address: IPAddress
  let prefixLength: Int

  /// Reads an address, a slash and a number of bits; bits behind them do not matter.
  init?(_ text: some Collection<UInt8>) {
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

  func contains(_ other: IPAddress) -> Bool {
    guard other.version == address.version else { return false }
    let wholeBytes = prefixLength / 8
    guard other.bytes.prefix(wholeBytes) == address.bytes.prefix(wholeBytes) else { return false }
    let restBits = prefixLength % 8
    guard restBits > 0 else { return true }
    return (other.bytes[wholeBytes] ^ address.bytes[wholeBytes]) >> (8 - restBits) == 0
  }
}

// MARK: - Ranges of a special purpose

extension IPAddress {
  /// Whether the address is one of RFC 1918.
  var isPrivate: Bool { Self.privateRanges.contains { $0.contains(self) } }

  /// Whether it is one that IANA keeps for other purposes than reaching hosts of the internet,
  /// and not private.
  var isReserved: Bool { Self.reservedRanges.contains { $0.contains(self) } }

  private static let privateRanges = subnets("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16")

  /// By IANA's registries of special-purpose and multicast addresses.
  private static let reservedRanges = subnets(
    """
    0.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 \
    198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 \
    ::/128 ::1/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 \
    3fff::/20 5f00::/16 fc00::/7 fe80::/10 ff00::/8
    """)

  private static func subnets(_ list: String) -> [IPSubnet] {
    list.utf8.split(separator: UInt8(ascii: " ")).compactMap { IPSubnet($0) }
  }
}
