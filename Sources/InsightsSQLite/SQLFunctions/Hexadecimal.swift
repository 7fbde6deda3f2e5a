import JSON
import LogsInsights

/// Hexadecimal digits, with or without `0x` in front, in any case.
enum Hexadecimal {
  /// The bytes that pairs of digits are; nil if a digit is odd or none.
  static func bytes(of text: UnsafeRawBufferPointer) -> [UInt8]? {
    let digits = withoutPrefix(text)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Hex.value(ofEither: digits[index]),
        let low = Hex.value(ofEither: digits[index + 1])
      else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The number that digits represent, optionally after a minus sign; nil if they are not digits or do not fit.
  static func number(in text: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = withoutPrefix(
      isNegative ? UnsafeRawBufferPointer(rebasing: text.dropFirst()) : text)
    guard !digits.isEmpty, digits.allSatisfy({ Hex.value(ofEither: $0) != nil }) else { return nil }
    let sign = isNegative ? "-" : ""
    return Int64(sign + String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// `0xff`, `-0xff`.
  static func text(of number: Int64) -> [UInt8] {
    let digits = String(number.magnitude, radix: 16)
    return Array("\(number < 0 ? "-" : "")0x\(digits)".utf8)
  }

  private static func withoutPrefix(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard text.count > 1, text[0] == UInt8(ascii: "0"), text[1].lowercasedASCII == UInt8(ascii: "x")
    else { return text }
    return UnsafeRawBufferPointer(rebasing: text.dropFirst(2))
  }
}
