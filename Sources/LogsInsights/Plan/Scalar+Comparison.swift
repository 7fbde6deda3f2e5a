import Time

extension Scalar {
  /// `left = right`, with the conversions that `DynamicValue.equals` describes.
  static func equals(_ left: Scalar, _ right: Scalar) -> Scalar {
    if left.facts.isAbsent || right.facts.isAbsent { return .missing }
    return test(.equal(left, right), of: [left, right])
  }

  /// `left < right` and the like, with the conversions that `DynamicValue.compare` describes.
  static func compare(_ left: Scalar, _ operation: OrderOperator, _ right: Scalar) -> Scalar {
    if left.facts.isMissing || right.facts.isMissing { return .missing }
    return test(.compare(left, operation, right), of: [left, right])
  }

  /// `value in [a, b]`: equal to one of them.
  static func isOneOf(_ value: Scalar, _ elements: [Scalar]) -> Scalar {
    let tests = elements.map { equals(value, $0) }
    guard tests.count > 1 else { return tests.first ?? .boolean(false) }
    return Scalar(.isOneOf(value, elements), or(tests).facts)
  }

  /// `value in set`: equal to an element of a list that the query made, or to a scalar.
  static func isElement(_ value: Scalar, of set: Scalar) -> Scalar {
    guard set.facts.mayHoldMembers else { return isOneOf(value, [set]) }
    let element = value.asAny
    if element.facts.isMissing { return .missing }
    let contains = test(.isElement(element, of: set), of: [value, set])
    return set.type == .structure ? contains : or([contains, equals(value, set)])
  }

  /// `value in (query)`: equal to a value in the plan's only column; a missing value equals none.
  static func isInResult(_ value: Scalar, of plan: Plan) -> Scalar {
    var facts = ValueFacts(.boolean)
    if value.facts.whenMissing == .missing || value.facts.isAbsent { facts.whenMissing = .notTrue }
    return Scalar(.isInResult(value.facts.isAbsent ? .missing : value, of: plan), facts)
  }

  /// `value like text`: contains it.
  static func contains(_ value: Scalar, _ part: Scalar) -> Scalar {
    let (text, part) = (value.asText, part.asText)
    if text.facts.isMissing || part.facts.isMissing { return .missing }
    return test(.contains(text, part), of: [text, part])
  }

  /// `value like /re/`: a regular expression occurs in it.
  static func matches(_ value: Scalar, pattern: String) -> Scalar {
    let text = value.asText
    if text.facts.isMissing { return .missing }
    return test(.matches(text, pattern: pattern), of: [text])
  }

  private static func test(_ kind: Kind, of operands: [Scalar]) -> Scalar {
    Scalar(kind, ValueFacts(.boolean).strict(in: operands))
  }

  /// Whether the type is one whose values a string that is known now never equals.
  func isNeverEqual(to text: String) -> Bool {
    type.isNumeric && type.numericValue(of: text) == nil
  }
}

extension ValueType {
  /// The number that a string must be to equal a number, a boolean or a time; nil if it equals none.
  public func numericValue(of text: String) -> Literal? {
    if self == .boolean, FieldPath.isBooleanWord(text) {
      return .integer(text.asciiLowercased == "true" ? 1 : 0)
    }
    if let number = Scalar.number(text).constant { return number }
    guard self == .timestamp else { return nil }
    let milliseconds = Timestamp.first(above: text, orEqual: true)
    guard Timestamp.insightsBytes(milliseconds).elementsEqual(text.utf8) else { return nil }
    return .integer(milliseconds)
  }
}
