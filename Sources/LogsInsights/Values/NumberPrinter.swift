/// How numbers are printed.
package enum NumberPrinter {
  /// The shortest decimal text that reads back as the number.
  ///
  /// Whole numbers have no `.0`, and below 1e21 there is no exponent.
  package static func text(of value: Double) -> [UInt8] {
    guard value.isFinite, value != 0 else { return [UInt8(ascii: "0")] }
    var (digits, exponent) = shortest(value.magnitude)
    var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    if exponent > 21 {
      appendScientific(&text, digits, exponent)
    } else if exponent <= 0 {
      text += Array("0.".utf8) + zeros(-exponent) + digits
    } else if digits.count <= exponent {
      text += digits + zeros(exponent - digits.count)
    } else {
      digits.insert(UInt8(ascii: "."), at: exponent)
      text += digits
    }
    return text
  }

  /// The number rounded to so many decimals, halves away from zero.
  ///
  /// What counts are the digits that are printed, so that 2.675 becomes 2.68.
  package static func rounded(_ value: Double, decimals: Int) -> Double {
    let (digits, exponent) = shortest(value.magnitude)
    // No double has as many decimals.
    let decimals = min(decimals, 400)
    let keptCount = exponent + decimals
    guard keptCount < digits.count else { return value }
    guard keptCount >= 0 else { return 0 }
    // The zero in front takes the carry of 9.9.
    var kept = [UInt8(ascii: "0")] + digits.prefix(keptCount)
    if digits[keptCount] >= UInt8(ascii: "5") { increment(&kept) }
    let text = String(decoding: kept, as: UTF8.self) + "e\(-decimals)"
    let magnitude = Double(text) ?? value.magnitude
    return value < 0 ? -magnitude : magnitude
  }

  private static func increment(_ digits: inout [UInt8]) {
    for index in digits.indices.reversed() {
      guard digits[index] == UInt8(ascii: "9") else {
        digits[index] += 1
        return
      }
      digits[index] = UInt8(ascii: "0")
    }
  }

  private static func appendScientific(_ text: inout [UInt8], _ digits: [UInt8], _ exponent: Int) {
    text.append(digits[0])
    if digits.count > 1 { text += [UInt8(ascii: ".")] + digits.dropFirst() }
    text += Array("e+\(exponent - 1)".utf8)
  }

  private static func zeros(_ count: Int) -> [UInt8] {
    Array(repeating: UInt8(ascii: "0"), count: count)
  }

  /// The digits without leading or trailing zeros, and where the point stands in them:
  /// 1234.5 is 12345 and 4, 0.05 is 5 and -1.
  private static func shortest(_ value: Double) -> ([UInt8], Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    var rest = Array("\(value)".utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"):
        exponent += Int(String(decoding: rest, as: UTF8.self)) ?? 0
        rest = []
      default:
        if !digits.isEmpty || byte != UInt8(ascii: "0") {
          digits.append(byte)
          if !isFraction { exponent += 1 }
        } else if isFraction {
          exponent -= 1
        }
      }
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, exponent)
  }
}
