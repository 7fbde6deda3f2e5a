extension Lexer {
  /// Consumes a text between two equal delimiters; false if the second one is missing.
  mutating func delimited(by delimiter: UInt8, escapes: Bool) -> Bool {
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == delimiter { return true }
      if escapes, byte == UInt8(ascii: "\\"), offset < bytes.count { offset += 1 }
    }
    return false
  }

  /// Consumes `/…/`; without its end, the rest of the line, so that later commands are still seen.
  mutating func regex() -> Token.Kind {
    let start = offset
    if delimited(by: UInt8(ascii: "/"), escapes: true) { return .regex }
    offset = start
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    return .invalid(.unterminatedRegex)
  }

  /// Consumes a name, or a segment after a dot, which may begin with a digit.
  mutating func nameRest() -> Token.Kind {
    while offset < bytes.count, bytes[offset].isNameRest { offset += 1 }
    return .name
  }

  /// Consumes `10`, `7.5`, `.5`, `1e3`, or a number with a unit at its heels: `5m`.
  mutating func number() -> Token.Kind {
    skipDigits()
    if offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "."), bytes[offset + 1].isDigit {
      offset += 1
      skipDigits()
    }
    skipExponent()
    guard offset < bytes.count, bytes[offset].isNameStart else { return .number }
    _ = nameRest()
    return .duration
  }

  private mutating func skipDigits() {
    while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
  }

  private mutating func skipExponent() {
    guard offset < bytes.count, bytes[offset].lowercasedASCII == UInt8(ascii: "e") else { return }
    var digits = offset + 1
    if digits < bytes.count,
      bytes[digits] == UInt8(ascii: "+") || bytes[digits] == UInt8(ascii: "-")
    {
      digits += 1
    }
    guard digits < bytes.count, bytes[digits].isDigit else { return }
    offset = digits
    skipDigits()
  }

  /// Consumes one Unicode scalar, whatever it is.
  mutating func skipCharacter() {
    offset += 1
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
  }
}

extension UInt8 {
  @inlinable package var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  @inlinable package var isNameStart: Bool {
    let lower = self | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "@")
  }

  @inlinable package var isNameRest: Bool { isNameStart || isDigit }

  @inlinable package var isSpace: Bool { self == UInt8(ascii: " ") || self >= 9 && self <= 13 }

  @inlinable package var lowercasedASCII: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}
