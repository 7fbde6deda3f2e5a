extension Scalar {
  /// `left + right` and the like, in double precision; missing where the result is not finite.
  static func arithmetic(
    _ left: Scalar, _ operation: ArithmeticOperator, _ right: Scalar
  ) -> Scalar {
    let (a, b) = (left.asNumber, right.asNumber)
    if a.facts.isMissing || b.facts.isMissing { return .missing }
    let facts = facts(of: operation, a.facts, b)
    return Scalar(.arithmetic(operation, a, b), facts.strict(in: [a, b]))
  }

  private static func facts(
    of operation: ArithmeticOperator, _ left: ValueFacts, _ right: Scalar
  ) -> ValueFacts {
    let (a, b) = (left.bound, right.facts.bound)
    let areIntegers = left.isInteger && right.facts.isInteger
    switch operation {
    case .add, .subtract: return sum(upTo: a + b, areIntegers)
    case .multiply: return sum(upTo: a * b, areIntegers)
    case .divide:
      if right.constant != nil { return .number(upTo: b == 0 ? 0 : a / b) }
      // A whole number other than 0 makes nothing larger.
      return .number(upTo: right.facts.isInteger ? a : .infinity)
    case .remainder: return areIntegers ? .integer(upTo: a) : ValueFacts(.number)
    case .power: return ValueFacts(.number)
    }
  }

  private static func sum(upTo bound: Double, _ areIntegers: Bool) -> ValueFacts {
    var facts = ValueFacts.number(upTo: bound)
    facts.isInteger = areIntegers && bound <= ValueFacts.exactIntegerMax
    return facts
  }

  static func negative(_ operand: Scalar) -> Scalar {
    let number = operand.asNumber
    if number.facts.isMissing { return .missing }
    switch number.constant {
    case .integer(let value) where value != .min: return .integer(-value)
    case .real(let value): return .real(-value)
    default:
      let facts = sum(upTo: number.facts.bound, number.facts.isInteger)
      return Scalar(.negate(number), facts.strict(in: [number]))
    }
  }
}
