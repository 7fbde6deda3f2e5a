/// An IPv4 or IPv6 address as event patterns read it.
///
/// The numbers of IPv4 may have leading zeros; IPv6 has neither a dotted part nor a zone; an address of the form
/// `::ffff:a00:1` is the IPv4 address.
public struct NetworkAddress: Hashable, Sendable {
  /// Four or sixteen bytes, most significant first.
  public let bytes: [UInt8]

  public init?(_ text: some Collection<UInt8>) {
    // The longest are 255.255.255.255 and eight groups of four digits.
    guard text.count <= 39 else { return nil }
    guard let bytes = text.contains(UInt8(ascii: ":")) ? Self.version6(text) : Self.version4(text)
    else { return nil }
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
    self.bytes = bytes.starts(with: mapped) ? Array(bytes.dropFirst(mapped.count)) : bytes
  }

  private static func version4(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count <= 15 else { return nil }
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let bytes = parts.compactMap { part in
      part.allSatisfy { (0x30...0x39).contains($0) }
        ? UInt8(String(decoding: part, as: UTF8.self)) : nil
    }
    return parts.count == 4 && bytes.count == 4 ? bytes : nil
  }

  private static func version6(_ text: some Collection<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    // `::` leaves an empty part, and another one if the text begins or ends with it.
    guard parts.count >= 3, parts.count <= 9 else { return nil }
    var inner = parts[...]
    if inner[0].isEmpty {
      guard inner[1].isEmpty else { return nil }
      inner = inner.dropFirst()
    }
    if parts[parts.count - 1].isEmpty {
      guard parts[parts.count - 2].isEmpty else { return nil }
      inner = inner.dropLast()
    }
    let gaps = inner.indices.filter { inner[$0].isEmpty }
    guard gaps.count <= 1, gaps.isEmpty ? inner.count == 8 : inner.count <= 8 else { return nil }
    var bytes: [UInt8] = []
    for (index, part) in zip(inner.indices, inner) {
      guard index != gaps.first else {
        bytes += [UInt8](repeating: 0, count: 2 * (9 - inner.count))
        continue
      }
      guard let group = group(part) else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xff)]
    }
    return bytes
  }

  private static func group(_ text: some Collection<UInt8>) -> UInt16? {
    let digits = String(decoding: text, as: UTF8.self)
    guard (1...4).contains(text.count), text.first != UInt8(ascii: "+") else { return nil }
    return UInt16(digits, radix: 16)
  }
}

/// The addresses that `cidr` accepts: those of one family with a common prefix.
public struct AddressRange: Hashable, Sendable {
  public let first: NetworkAddress
  public let prefixLength: Int

  public func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == first.bytes.count else { return false }
    let (whole, rest) = prefixLength.quotientAndRemainder(dividingBy: 8)
    guard address.bytes.prefix(whole) == first.bytes.prefix(whole) else { return false }
    return rest == 0 || (address.bytes[whole] ^ first.bytes[whole]) >> (8 - rest) == 0
  }
}
