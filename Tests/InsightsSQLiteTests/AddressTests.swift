import Testing

@testable import InsightsSQLite

/// Addresses, subnets and the purposes of addresses.
@Suite struct AddressTests {
  @Test(arguments: [
    "0.0.0.0", "255.255.255.255", "::", "::1", "fe80::1", "1:2:3:4:5:6:7:8",
    "0000:0000:0000:0000:0000:ffff:255.255.255.255",
  ])
  func addressesAreValid(_ text: String) {
    #expect(call(.isAddress, .text(text)) == "1")
  }

  @Test(arguments: [
    "", " ", "1.2.3", "1.2.3.4.5", "1.2.3.", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1.2.3.-4",
    "0x1.2.3.4", "1.2.3.4/8", "1.2.3.4:80", ":", ":::", "1:2:3:4:5:6:7", "g::", "::1%lo", "[::1]",
    "12345::", "1.2.3.4\0", "٣.2.3.4",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(call(.isAddress, .text(text)) == "0")
    #expect(call(.addressNumber, .text(text)) == "NULL")
    #expect(call(.isInSubnet, .text(text), "0.0.0.0/0") == "0")
  }

  /// The first and the last address of a subnet are in it, those beside it are not.
  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
    ("172.16.0.0/12", "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"),
    ("192.0.2.4/30", "192.0.2.4", "192.0.2.7", "192.0.2.3", "192.0.2.8"),
    ("192.0.2.6/31", "192.0.2.6", "192.0.2.7", "192.0.2.5", "192.0.2.8"),
    ("192.0.2.6/32", "192.0.2.6", "192.0.2.6", "192.0.2.5", "192.0.2.7"),
    ("2001:db8::/33", "2001:db8::", "2001:db8:7fff::ffff", "2001:db7::", "2001:db8:8000::"),
    ("fe80::/10", "fe80::", "febf::", "fe7f::", "fec0::"),
    ("::1/128", "::1", "::1", "::", "::2"),
  ])
  func subnetsHaveEnds(
    _ subnet: String, _ first: String, _ last: String, _ before: String, _ behind: String
  ) {
    let answers = [first, last, before, behind].map {
      call(.isInSubnet, .text($0), .text(subnet))
    }
    #expect(answers == ["1", "1", "0", "0"])
  }

  @Test(arguments: [
    "", "/", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8 ", "::/129",
    "10.0.0.0/255.0.0.0", "10.0.0.0/8/8", "10/8", "10.0.0.0/0008",
  ])
  func whatIsNoSubnetHoldsNothing(_ subnet: String) {
    #expect(call(.isInSubnet, "10.0.0.0", .text(subnet)) == "0")
    #expect(call(.isInSubnet, "::", .text(subnet)) == "0")
  }

  /// Every address is private, reserved or public, and only one of them.
  @Test(arguments: [
    ("9.255.255.255", "public"), ("10.0.0.0", "private"), ("100.63.255.255", "public"),
    ("100.64.0.0", "reserved"), ("100.127.255.255", "reserved"), ("100.128.0.0", "public"),
    ("126.255.255.255", "public"), ("127.255.255.255", "reserved"), ("169.254.0.0", "reserved"),
    ("172.15.255.255", "public"), ("172.16.0.0", "private"), ("192.167.255.255", "public"),
    ("192.168.0.0", "private"), ("192.169.0.0", "public"), ("198.17.255.255", "public"),
    ("198.19.255.255", "reserved"), ("223.255.255.255", "public"), ("224.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"), ("0.0.0.0", "reserved"), ("::", "reserved"),
    ("::ffff:8.8.8.8", "reserved"), ("2001:db8::1", "reserved"), ("2001:4860:4860::8888", "public"),
    ("fd12::1", "reserved"), ("fe80::1", "reserved"), ("ff02::1", "reserved"),
    ("2600::", "public"),
  ])
  func addressesHaveOnePurpose(_ address: String, _ purpose: String) {
    #expect(call(.isPrivateAddress, .text(address)) == (purpose == "private" ? "1" : "0"))
    #expect(call(.isReservedAddress, .text(address)) == (purpose == "reserved" ? "1" : "0"))
    #expect(call(.isPublicAddress, .text(address)) == (purpose == "public" ? "1" : "0"))
  }

  @Test(arguments: [
    ("0.0.0.0", "0"), ("0.0.1.0", "256"), ("128.0.0.0", "2147483648"),
    ("255.255.255.255", "4294967295"), ("::1", "NULL"),
  ])
  func addressesAreNumbers(_ address: String, _ number: String) {
    #expect(call(.addressNumber, .text(address)) == number)
  }
}
