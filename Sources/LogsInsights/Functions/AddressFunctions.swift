extension FunctionTable {
  static let addressFunctions: [Function] = [
    test("isValidIp", "whether the text is an address of IPv4 or IPv6", .isAddress),
    test("isValidIpV4", "whether the text is an address of IPv4", .isAddressV4),
    test("isValidIpV6", "whether the text is an address of IPv6", .isAddressV6),
    subnetTest("isIpInSubnet", "an address", "10.0.0.0/8", .isInSubnet),
    subnetTest("isIpv4InSubnet", "an address of IPv4", "10.0.0.0/8", .isInSubnetV4),
    subnetTest("isIpv6InSubnet", "an address of IPv6", "fd00::/8", .isInSubnetV6),
    Function(
      "ipv4ToNumber(s: text) → number", "the address as a number; missing if s is none of IPv4",
      example: "ipv4ToNumber(\"10.0.0.1\")"
    ) {
      let text = $0.asText
      if text.isMissing { return .missing }
      var term = Term(.call(.addressNumber, text.sql), .number, from: [text])
      term.isInteger = true
      term.bound = 4_294_967_295
      return term
    },
    test(
      "isPrivateIP", "whether the text is an address of 10/8, 172.16/12 or 192.168/16",
      .isPrivateAddress),
    test(
      "isPublicIP", "whether the text is an address that is neither private nor reserved",
      .isPublicAddress),
    test(
      "isReservedIP",
      "whether the text is an address that IANA keeps for a special purpose, and not private",
      .isReservedAddress),
  ]

  private static func test(
    _ name: String, _ summary: String, _ function: SQLFunction
  ) -> Function {
    Function("\(name)(s: text) → boolean", summary, example: "\(name)(\"10.0.0.1\")") {
      .test([$0], by: function)
    }
  }

  private static func subnetTest(
    _ name: String, _ thing: String, _ subnet: String, _ function: SQLFunction
  ) -> Function {
    Function(
      "\(name)(s: text, subnet: text) → boolean", "whether the text is \(thing) in the subnet",
      example: "\(name)(\"10.0.0.1\", \"\(subnet)\")", arguments: 2...2
    ) { pipeline, call in
      if let text = call.terms[1].constantText, IPSubnet(Array(text.utf8)) == nil {
        pipeline.note(
          .invalidArgument("'\(text)' is no subnet"), at: call.ranges[1],
          hints: [Diagnostic.Hint("an address, a slash and a number of bits: \(subnet)")])
      }
      return .test(call.terms, by: function)
    }
  }
}
