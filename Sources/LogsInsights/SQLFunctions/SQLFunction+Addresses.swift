extension SQLFunction {
  static let addresses: [SQLFunction] = [
    isAddress, isAddressV4, isAddressV6, isInSubnet, isInSubnetV4, isInSubnetV6, addressNumber,
    isPrivateAddress, isPublicAddress, isReservedAddress,
  ]

  /// `(text)`: 1 or 0, whether it is an address of IPv4 or IPv6.
  public static let isAddress = test("insights_is_ip") { _ in true }
  public static let isAddressV4 = test("insights_is_ipv4") { $0.version == .v4 }
  public static let isAddressV6 = test("insights_is_ipv6") { $0.version == .v6 }

  /// `(text, subnet)`: 1 or 0, whether an address lies in a subnet; 0 if either is none.
  public static let isInSubnet = membership("insights_in_subnet") { _ in true }
  public static let isInSubnetV4 = membership("insights_in_subnet4") { $0.version == .v4 }
  public static let isInSubnetV6 = membership("insights_in_subnet6") { $0.version == .v6 }

  /// `(text)`: an IPv4 address as a number; NULL if it is none.
  public static let addressNumber = SQLFunction("insights_ipv4_number") {
    address($0[0])?.number.map { .integer($0) } ?? .null
  }

  /// `(text)`: 1 or 0, whether it is an address of RFC 1918.
  public static let isPrivateAddress = test("insights_is_private_ip") { $0.isPrivate }
  /// `(text)`: 1 or 0, whether it is an address that is neither private nor reserved.
  public static let isPublicAddress = test("insights_is_public_ip") {
    !$0.isPrivate && !$0.isReserved
  }
  /// `(text)`: 1 or 0, whether it is an address kept for a special purpose, and not private.
  public static let isReservedAddress = test("insights_is_reserved_ip") { $0.isReserved }

  private static func address(_ value: DynamicValue) -> IPAddress? {
    value.textBytes.flatMap { IPAddress($0) }
  }

  private static func test(
    _ name: String, _ holds: @escaping @Sendable (IPAddress) -> Bool
  ) -> SQLFunction {
    SQLFunction(name) { Value(address($0[0]).map(holds) ?? false) }
  }

  private static func membership(
    _ name: String, _ isEligible: @escaping @Sendable (IPAddress) -> Bool
  ) -> SQLFunction {
    SQLFunction(name, 2) {
      guard let address = address($0[0]), isEligible(address),
        let subnet = $0[1].textBytes.flatMap({ IPSubnet($0) })
      else { return .integer(0) }
      return Value(subnet.contains(address))
    }
  }
}
