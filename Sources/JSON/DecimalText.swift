/// Integers in decimal digits.
package enum DecimalText {
  /// The longest text that `write` produces.
  package static let textBytesMax = 20

  /// The integer in a text, if printing it gives the same text: no `+`, no leading zeros, 64 bits.
  package static func canonical(_ text: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    let first = isNegative ? 1 : 0
    guard text.count > first, text.count - first <= 19 else { return nil }
    if text[first] == UInt8(ascii: "0"), text.count > 1 { return nil }
    var value: Int64 = 0
    for position in first..<text.count {
      let digit = Int64(text[position]) - Int64(UInt8(ascii: "0"))
      guard digit >= 0, digit <= 9 else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.subtractingReportingOverflow(digit)
      guard !overflow, !carry else { return nil }
      value = sum
    }
    // Digits are accumulated as a negative number, whose range is larger by one.
    guard isNegative || value != .min else { return nil }
    return isNegative ? value : -value
  }

  /// The integer value of a JSON number such as `4.0` or `1e3`; nil for fractions and for numbers that doubles cannot
  /// distinguish.
  package static func wholeNumber(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard let value = Double(String(decoding: text, as: UTF8.self)),
      value.rounded() == value, abs(value) < 9_007_199_254_740_992
    else { return nil }
    return Int64(value)
  }

  /// Prints a number; returns the number of bytes.
  package static func write(_ value: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = value.magnitude
    var count = value < 0 ? 1 : 0
    var probe = rest
    repeat {
      count += 1
      probe /= 10
    } while probe > 0
    var position = count
    repeat {
      position -= 1
      out[position] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 { out[0] = UInt8(ascii: "-") }
    return count
  }
}
