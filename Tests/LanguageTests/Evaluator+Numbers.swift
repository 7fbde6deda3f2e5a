import Glibc

extension Evaluator {
  /// Functions of numbers and of addresses, and what chooses among values.
  static let numbers: [String: ScalarFunction] = [
    "round": { values in
      guard let number = values[0].double else { return .missing }
      guard values.count > 1 else { return rounded(number, 0) }
      guard let places = values[1].double else { return .missing }
      return rounded(number, Int(places))
    },
    "sqrt": { $0[0].double.map { .finite($0.squareRoot()) } ?? .missing },
    "log": { $0[0].double.map { .finite(Glibc.log($0)) } ?? .missing },
    "greatest": { values in extreme(values) { $0 > 0 } },
    "least": { values in extreme(values) { $0 < 0 } },
    "tonumber": { $0[0].number }, "todouble": { $0[0].number },
    "toint": whole, "tolong": whole,
    "isnumeric": { $0[0].bytes == nil ? .missing : .boolean($0[0].number.isPresent) },
    "unmask": { $0[0] },
    "case": { values in
      var rest = values[...]
      while rest.count > 1 {
        if rest.removeFirst().truth == true { return rest.removeFirst() }
        rest.removeFirst()
      }
      return rest.first ?? .missing
    },
    "isvalidip": { address($0) { $0 != nil } },
    "isvalidipv4": { address($0) { $0?.count == 4 } },
    "isvalidipv6": { address($0) { $0?.count == 16 } },
    "isipinsubnet": { inSubnet($0, of: [4, 16]) },
    "isipv4insubnet": { inSubnet($0, of: [4]) },
    "isipv6insubnet": { inSubnet($0, of: [16]) },
    "ipv4tonumber": { values in
      guard let bytes = values[0].string.flatMap(address), bytes.count == 4 else { return .missing }
      return .whole(bytes.reduce(0) { $0 * 256 + Int64($1) })
    },
    "isprivateip": { values in
      let nets = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
      return address(values) { _ in
        nets.contains { inSubnet([values[0], .text($0)], of: [4]) == .boolean(true) }
      }
    },
  ]

  private static let whole: ScalarFunction = { values in
    values[0].double.map { .finite($0.rounded(.towardZero)) } ?? .missing
  }

  private static func extreme(_ values: [Value], _ isBetter: (Int) -> Bool) -> Value {
    let numbers = values.map(\.number).filter(\.isPresent)
    return numbers.dropFirst().reduce(numbers.first ?? .missing) { best, number in
      isBetter(Value.order(number, best) ?? 0) ? number : best
    }
  }

  /// Rounds the decimal digits, halves away from zero.
  private static func rounded(_ number: Double, _ places: Int) -> Value {
    let text = Value.decimal(number.magnitude)
    let parts = text.split(separator: ".")
    guard places >= 0, !text.contains("e"), parts.count == 2, parts[1].count > places else {
      return .finite(number)
    }
    var digits = Array(parts[0] + parts[1].prefix(places)).compactMap(\.wholeNumberValue)
    if (parts[1].dropFirst(places).first?.wholeNumberValue ?? 0) >= 5 {
      var index = digits.count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
    }
    let all = digits.map(String.init).joined()
    let result = Double(all.dropLast(places) + "." + all.suffix(places) + "0") ?? .nan
    return .finite(number < 0 ? -result : result)
  }

  // MARK: Addresses

  /// The 4 or 16 bytes of an address.
  private static func address(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if !text.utf8.contains(0), inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }

  private static func address(_ values: [Value], _ test: ([UInt8]?) -> Bool) -> Value {
    guard let text = values[0].string else { return .missing }
    return .boolean(test(address(text)))
  }

  private static func inSubnet(_ values: [Value], of sizes: [Int]) -> Value {
    guard let text = values[0].string, let subnet = values[1].string else { return .missing }
    let parts = subnet.split(separator: "/").map(String.init)
    guard parts.count == 2, let net = address(parts[0]), let bits = Int(parts[1]),
      bits <= net.count * 8, sizes.contains(net.count), let own = address(text),
      own.count == net.count
    else { return .boolean(false) }
    return .boolean(
      (0..<bits).allSatisfy { bit in
        (own[bit / 8] ^ net[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
      })
  }
}
