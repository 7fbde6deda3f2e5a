import LogsInsights

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
