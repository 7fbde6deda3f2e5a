import LogsInsights

extension SQLFragment {
  /// `left + right` and the like, of numbers, in double precision.
  ///
  /// - Parameter facts: what is known of the result.
  static func arithmetic(
    _ operation: ArithmeticOperator, _ left: Term, _ right: Term, _ facts: ValueFacts
  ) -> SQLFragment {
    let (a, b) = (left.sql, right.sql)
    switch operation {
    case .add, .subtract: return infix(a, operation.rawValue, b, .additive).finite(facts)
    case .multiply: return infix(a, "*", b, .multiplicative).finite(facts)
    case .divide:
      // SQLite divides integers as integers.
      return infix(a.asDouble, "/", b, .multiplicative).finite(facts)
    case .remainder:
      guard left.facts.isInteger, right.facts.isInteger else { return call(.remainder, a, b) }
      return infix(a, "%", b, .multiplicative)
    case .power: return call(.power, a, b)
    }
  }

  static func negative(_ operand: Term, _ facts: ValueFacts) -> SQLFragment {
    infix(.literal("0"), "-", operand.sql, .additive).finite(facts)
  }

  /// A number as REAL.
  var asDouble: SQLFragment { .infix(self, "*", .literal("1.0"), .multiplicative) }

  /// A number that is missing where it has overflowed, if its facts say that it might.
  func finite(_ facts: ValueFacts) -> SQLFragment {
    facts.bound == .greatestFiniteMagnitude ? .call(.finite, self) : self
  }
}
