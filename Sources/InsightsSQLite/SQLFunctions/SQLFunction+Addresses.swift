import LogsInsights
import SQLite

extension SQLFunction {
  static let addresses: [SQLFunction] = [
    isAddress, isAddressV4, isAddressV6, isInSubnet, isInSubnetV4, isInSubnetV6, addressNumber,
    isPrivateAddress, isPublicAddress, isReservedAddress,
  ]

  /// `(text)`: 1 or 0, whether it is an address of IPv4 or IPv6.
  static let isAddress = test("insights_is_ip") { _ in true }
  static let isAddressV4 = test("insights_is_ipv4") { $0.version == .v4 }
  static let isAddressV6 = test("insights_is_ipv6") { $0.version == .v6 }

  /// `(text, subnet)`: 1 or 0, whether an address lies in a subnet; 0 if either is none.
  static let isInSubnet = membership("insights_in_subnet") { _ in true }
  static let isInSubnetV4 = membership("insights_in_subnet4") { $0.version == .v4 }
  static let isInSubnetV6 = membership("insights_in_subnet6") { $0.version == .v6 }

  /// `(text)`: an IPv4 address as a number; NULL if it is none.
  static let addressNumber = SQLFunction("insights_ipv4_number") {
    $1.returnInteger($0.text(at: 0).flatMap { IPAddress($0) }?.number)
  }

  /// `(text)`: 1 or 0, whether it is an address of RFC 1918.
  static let isPrivateAddress = test("insights_is_private_ip") { $0.isPrivate }
  /// `(text)`: 1 or 0, whether it is an address that is neither private nor reserved.
  static let isPublicAddress = test("insights_is_public_ip") {
    !$0.isPrivate && !$0.isReserved
  }
  /// `(text)`: 1 or 0, whether it is an address kept for a special purpose, and not private.
  static let isReservedAddress = test("insights_is_reserved_ip") { $0.isReserved }

  private static func test(
    _ name: String, _ holds: @escaping @Sendable (IPAddress) -> Bool
  ) -> SQLFunction {
    SQLFunction(name) { arguments, result in
      let address = arguments.text(at: 0).flatMap { IPAddress($0) }
      result.returnBoolean(address.map(holds) ?? false)
    }
  }

  private static func membership(
    _ name: String, _ isEligible: @escaping @Sendable (IPAddress) -> Bool
  ) -> SQLFunction {
    SQLFunction(name, 2) { arguments, result in
      guard let address = arguments.text(at: 0).flatMap({ IPAddress($0) }), isEligible(address),
        let subnet = arguments.text(at: 1).flatMap({ IPSubnet($0) })
      else { return result.returnBoolean(false) }
      result.returnBoolean(subnet.contains(address))
    }
  }
}
