import Time

/// A value of a query while it runs, borrowed from the engine for the length of one call.
///
/// Maps and lists that the query made, and inner nodes of the event, count as missing.
package enum DynamicValue {
  case missing
  case integer(Int64)
  case real(Double)
  /// UTF-8, valid during the call.
  case text(UnsafeRawBufferPointer)
  case boolean(Bool)
  case timestamp(Int64)
}

// MARK: - Conversions

extension DynamicValue {
  /// The value as a number, `integer` or `real`; missing if it is none.
  @inlinable package var number: DynamicValue {
    switch self {
    case .missing, .integer: self
    case .real(let value): value.isFinite ? self : .missing
    case .text(let bytes): Self.number(in: bytes)
    case .boolean(let value): .integer(value ? 1 : 0)
    case .timestamp(let milliseconds): .integer(milliseconds)
    }
  }

  /// The value as a double; nil if it is not a number.
  @inlinable package var double: Double? {
    switch number {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// The value as a condition: true, non-zero, or the text `true` in any case.
  package var truth: Bool? {
    switch self {
    case .missing: return nil
    case .boolean(let value): return value
    case .integer(let value): return value != 0
    case .real(let value): return value != 0
    case .timestamp(let milliseconds): return milliseconds != 0
    case .text(let bytes):
      if Self.boolean(in: bytes) == true { return true }
      return double.map { $0 != 0 } ?? false
    }
  }

  /// The value as it is printed.
  package var printed: [UInt8] {
    switch self {
    case .missing: []
    case .integer(let value): Array(String(value).utf8)
    case .real(let value): NumberPrinter.text(of: value)
    case .text(let bytes): Array(bytes)
    case .boolean(let value): [UInt8(ascii: value ? "1" : "0")]
    case .timestamp(let milliseconds): Timestamp.insightsBytes(milliseconds)
    }
  }
}

// MARK: - Reading strings

extension DynamicValue {
  /// The boolean that a text names, `true` or `false` in any case.
  package static func boolean(in bytes: UnsafeRawBufferPointer) -> Bool? {
    let folded = bytes.lazy.map(\.lowercasedASCII)
    if bytes.count == 4, folded.elementsEqual("true".utf8) { return true }
    if bytes.count == 5, folded.elementsEqual("false".utf8) { return false }
    return nil
  }

  /// The number that a text is: `[+-]digits[.digits][e[+-]digits]` between white space, finite.
  package static func number(in bytes: UnsafeRawBufferPointer) -> DynamicValue {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start].isSpace { start += 1 }
    while start < end, bytes[end - 1].isSpace { end -= 1 }
    let number = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    guard let isWhole = isWholeNumber(number) else { return .missing }
    let text = String(decoding: number, as: UTF8.self)
    if isWhole, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { return .missing }
    return .real(value)
  }

  static func number(in text: String) -> DynamicValue {
    var text = text
    return text.withUTF8 { number(in: UnsafeRawBufferPointer($0)) }
  }

  /// Whether a string is an integer; nil if it is not a number.
  package static func isWholeNumber(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    var offset = 0
    func skipDigits() -> Bool {
      let start = offset
      while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
      return offset > start
    }
    func skipSign() {
      guard offset < bytes.count else { return }
      if bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") { offset += 1 }
    }
    skipSign()
    guard skipDigits() else { return nil }
    let whole = offset
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      guard skipDigits() else { return nil }
    }
    if offset < bytes.count, bytes[offset].lowercasedASCII == UInt8(ascii: "e") {
      offset += 1
      skipSign()
      guard skipDigits() else { return nil }
    }
    guard offset == bytes.count else { return nil }
    return whole == bytes.count
  }
}
