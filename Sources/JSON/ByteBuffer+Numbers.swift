extension ByteBuffer {
  /// Appends an integer in decimal digits.
  package func append(integer value: Int64) {
    append(room: DecimalText.textBytesMax) { DecimalText.write(value, to: $0) }
  }

  /// Below this, an integral value fits an `Int64` and is exact.
  private static let exactMax = 1e15
  /// Numbers have an exponent from this power of ten on.
  private static let exponentMin = 21

  /// Appends the shortest text of a finite number that reads back as the same number.
  ///
  /// Integral values have no fraction (7, not 7.0), and below 10^21 there is no exponent.
  package func append(real value: Double) {
    if value == value.rounded(.towardZero), value.magnitude < Self.exactMax {
      return append(integer: Int64(value))
    }
    // Swift finds the shortest digits; a string of up to 15 bytes needs no allocation.
    var text = value.description
    text.withUTF8 { append(swiftNumber: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a number as Swift prints it, without its `.0`; `1.5e-05` becomes `0.000015`, and `1.5e+16` becomes
  /// `15000000000000000`.
  private func append(swiftNumber text: UnsafeRawBufferPointer) {
    if text.suffix(2).elementsEqual(".0".utf8) {
      return append(UnsafeRawBufferPointer(rebasing: text.dropLast(2)))
    }
    guard let mark = text.firstIndex(of: UInt8(ascii: "e")) else { return append(text) }
    let isSmall = text[mark + 1] == UInt8(ascii: "-")
    let exponent = text[(mark + 2)...].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard isSmall || exponent < Self.exponentMin else { return append(text) }
    var digits = text[..<mark]
    if digits.first == UInt8(ascii: "-") {
      append(UInt8(ascii: "-"))
      digits = digits.dropFirst()
    }
    if isSmall {
      append("0.")
      append(UInt8(ascii: "0"), times: exponent - 1)
    }
    let point = UInt8(ascii: ".")
    for digit in digits where digit != point { append(digit) }
    guard !isSmall else { return }
    // A number this large is integral, so the exponent counts all digits after the first.
    let rest = digits.lazy.filter { $0 != point }.count - 1
    append(UInt8(ascii: "0"), times: exponent - rest)
  }

  /// Appends bytes as lowercase hexadecimal digits.
  package func append(hexadecimal bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count * 2)
    for byte in bytes {
      append(Hex.digit(byte >> 4))
      append(Hex.digit(byte & 15))
    }
  }

  /// Appends `\u` and four hexadecimal digits.
  package func append(unicodeEscape codePoint: UInt32) {
    append("\\u")
    for shift in stride(from: 12, through: 0, by: -4) {
      append(Hex.digit(UInt8(truncatingIfNeeded: codePoint >> shift) & 15))
    }
  }
}
