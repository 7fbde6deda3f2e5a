extension FunctionTable {
  static let addressFunctions: [Function] = [
    test("isValidIp", "whether the text is an address of IPv4 or IPv6"),
    test("isValidIpV4", "whether the text is an address of IPv4"),
    test("isValidIpV6", "whether the text is an address of IPv6"),
    subnetTest("isIpInSubnet", "an address", "10.0.0.0/8"),
    subnetTest("isIpv4InSubnet", "an address of IPv4", "10.0.0.0/8"),
    subnetTest("isIpv6InSubnet", "an address of IPv6", "fd00::/8"),
    Function(
      "ipv4ToNumber(s: text) → number", "the address as a number; missing if s is none of IPv4",
      example: "ipv4ToNumber(\"10.0.0.1\")", .call(giving: .integer(upTo: 4_294_967_295))),
    test("isPrivateIP", "whether the text is an address of 10/8, 172.16/12 or 192.168/16"),
    test("isPublicIP", "whether the text is an address that is neither private nor reserved"),
    test(
      "isReservedIP",
      "whether the text is an address that IANA keeps for a special purpose, and not private"),
  ]

  private static func test(_ name: String, _ summary: String) -> Function {
    Function("\(name)(s: text) → boolean", summary, example: "\(name)(\"10.0.0.1\")")
  }

  private static func subnetTest(
    _ name: String, _ thing: String, _ subnet: String
  ) -> Function {
    Function(
      "\(name)(s: text, subnet: text) → boolean", "whether the text is \(thing) in the subnet",
      example: "\(name)(\"10.0.0.1\", \"\(subnet)\")", arguments: 2...2,
      .special { function, binder, call in
        if let text = call.values[1].constantText, IPSubnet(Array(text.utf8)) == nil {
          binder.note(
            .invalidArgument("'\(text)' is not a subnet"), at: call.ranges[1],
            hints: [Diagnostic.Hint("an address, a slash and a number of bits: \(subnet)")])
        }
        return function.strictCall(call) { _ in ValueFacts(.boolean) }
      })
  }
}
