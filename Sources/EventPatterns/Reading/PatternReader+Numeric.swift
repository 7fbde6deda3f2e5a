extension PatternReader {
  private static let tooMany = "Too many elements in numeric expression"

  /// Reads the operand of `numeric` and the brace after it.
  mutating func readNumeric() throws(EventPatternError) -> NumericRange {
    guard try tokens.next() == .arrayStart else {
      throw tokens.error("Value of numeric must be an array.")
    }
    guard case .string(let name) = try tokens.next() else {
      throw tokens.error("Invalid member in numeric match: \(tokens.tokenText)")
    }
    let range: NumericRange
    switch String(decoding: name, as: UTF8.self) {
    case "=":
      let bound = NumericRange.Bound(value: try readOperand(of: "equals"), isInclusive: true)
      range = NumericRange(lower: bound, upper: bound)
      try readArrayEnd()
    case let name where name == "<" || name == "<=":
      range = NumericRange(lower: nil, upper: try readBound(of: name))
      try readArrayEnd()
    case let name where name == ">" || name == ">=":
      range = try readRange(from: try readBound(of: name))
    case let name: throw tokens.error("Unrecognized numeric range operator: \(name)")
    }
    try readEnd("Only one key allowed in match expression")
    return range
  }

  private mutating func readArrayEnd() throws(EventPatternError) {
    guard try tokens.next() == .arrayEnd else { throw tokens.error(Self.tooMany) }
  }

  private mutating func readBound(of name: String) throws(EventPatternError) -> NumericRange.Bound {
    NumericRange.Bound(value: try readOperand(of: name), isInclusive: name.hasSuffix("="))
  }

  private mutating func readOperand(of name: String) throws(EventPatternError) -> Double {
    guard case .number(let text) = try tokens.next() else {
      throw tokens.error("Value of \(name) must be numeric")
    }
    return try comparable(PatternNumber(text))
  }

  /// The value of the last number read.
  private func comparable(_ number: PatternNumber) throws(EventPatternError) -> Double {
    guard let value = number.comparable else { throw tokens.error(Self.cannotCompare(number)) }
    return value
  }

  static func cannotCompare(_ number: PatternNumber) -> String {
    "Cannot compare number : \(String(decoding: number.text, as: UTF8.self))"
  }

  /// Reads the upper end of a range, if there is one.
  private mutating func readRange(
    from lower: NumericRange.Bound
  ) throws(EventPatternError) -> NumericRange {
    let name: String
    switch try tokens.next() {
    case .arrayEnd: return NumericRange(lower: lower, upper: nil)
    case .string(let text): name = String(decoding: text, as: UTF8.self)
    default: throw tokens.error("Bad value in numeric range: \(tokens.tokenText)")
    }
    guard name == "<" || name == "<=" else {
      throw tokens.error("Bad numeric range operator: \(name)")
    }
    let upper = try readBound(of: name)
    guard lower.value < upper.value else { throw tokens.error("Bottom must be less than top") }
    guard try tokens.next() == .arrayEnd else {
      throw tokens.error("Too many terms in numeric range expression")
    }
    return NumericRange(lower: lower, upper: upper)
  }
}
