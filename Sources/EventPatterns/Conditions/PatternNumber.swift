import JSON

/// A number of a pattern or an event.
///
/// A number is compared by value if a double represents it exactly: if the shortest decimal for that double is the
/// number itself. Any other, such as `9007199254740993` or `1e400`, is equal only to the same spelling.
public struct PatternNumber: Hashable, Sendable {
  /// The number as it is written.
  public let text: [UInt8]
  /// The value; nil if no double represents it.
  public let comparable: Double?

  /// Creates a number from its JSON text.
  public init(_ text: [UInt8]) {
    self.text = text
    comparable = text.withUnsafeBytes { Self.comparable($0) }
  }

  /// The value of a number in JSON's grammar; nil if no double represents it.
  static func comparable(_ text: UnsafeRawBufferPointer) -> Double? {
    if let whole = smallWhole(text) { return whole }
    let written = String(decoding: text, as: UTF8.self)
    guard let value = Double(written), value.isFinite else { return nil }
    let shortest = value.description
    guard written == shortest || Decimal(written) == Decimal(shortest) else { return nil }
    // Negative zero equals zero.
    return value + 0
  }

  /// The value of an integer with few digits, which nearly all numbers are.
  private static func smallWhole(_ text: UnsafeRawBufferPointer) -> Double? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? 1..<text.count : 0..<text.count
    guard !digits.isEmpty, digits.count <= 15 else { return nil }
    var value = 0
    for position in digits {
      let digit = Int(text[position]) - Int(UInt8(ascii: "0"))
      guard digit >= 0, digit <= 9 else { return nil }
      value = value * 10 + digit
    }
    return isNegative ? Double(-value) : Double(value)
  }

  /// A decimal number as its sign, its digits without leading and trailing zeros, and the power of ten of the last
  /// digit.
  private struct Decimal: Equatable {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    init(_ text: String) {
      var rest = text.utf8[...]
      if rest.first == UInt8(ascii: "-") {
        isNegative = true
        rest = rest.dropFirst()
      }
      let mantissa = rest.prefix { $0 | 0x20 != UInt8(ascii: "e") }
      // An exponent that does not fit an `Int` is out of range for a double; any other such number will do.
      let written = String(decoding: rest.dropFirst(mantissa.count + 1), as: UTF8.self)
      exponent = written.isEmpty ? 0 : Int(written) ?? .max / 2
      let point = mantissa.firstIndex(of: UInt8(ascii: "."))
      if let point { exponent -= mantissa[point...].count - 1 }
      digits = mantissa.filter { $0 != UInt8(ascii: ".") }
      digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
      while digits.last == UInt8(ascii: "0") {
        digits.removeLast()
        exponent += 1
      }
      if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }
  }
}
