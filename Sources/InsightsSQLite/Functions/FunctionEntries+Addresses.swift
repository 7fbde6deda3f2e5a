extension FunctionEntries {
  static let addresses: [FunctionEntry] = [
    FunctionEntry("isValidIp", .isAddress),
    FunctionEntry("isValidIpV4", .isAddressV4),
    FunctionEntry("isValidIpV6", .isAddressV6),
    FunctionEntry("isIpInSubnet", .isInSubnet),
    FunctionEntry("isIpv4InSubnet", .isInSubnetV4),
    FunctionEntry("isIpv6InSubnet", .isInSubnetV6),
    FunctionEntry("ipv4ToNumber", .addressNumber),
    FunctionEntry("isPrivateIP", .isPrivateAddress),
    FunctionEntry("isPublicIP", .isPublicAddress),
    FunctionEntry("isReservedIP", .isReservedAddress),
  ]
}
