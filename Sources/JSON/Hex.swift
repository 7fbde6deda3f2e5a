/// Converts between bytes and hexadecimal digits.
public enum Hex {
  /// The digit of a value from 0 to 15.
  @inlinable
  public static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// The value of a lowercase digit.
  @inlinable
  public static func value(of digit: UInt8) -> UInt8? {
    if digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9") { return digit - UInt8(ascii: "0") }
    if digit >= UInt8(ascii: "a") && digit <= UInt8(ascii: "f") {
      return digit - UInt8(ascii: "a") + 10
    }
    return nil
  }

  /// The value of a digit of either case.
  package static func value(ofEither digit: UInt8) -> UInt8? {
    value(of: digit >= UInt8(ascii: "A") && digit <= UInt8(ascii: "F") ? digit + 32 : digit)
  }

  /// Reads pairs of lowercase digits into `out`; false at the first byte that is not a digit.
  package static func read(
    _ digits: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard digits.count % 2 == 0 else { return false }
    for position in 0..<digits.count / 2 {
      guard let high = value(of: digits[position * 2]),
        let low = value(of: digits[position * 2 + 1])
      else { return false }
      out[position] = high << 4 | low
    }
    return true
  }
}
