extension Term {
  /// `left + right` and the like, in double precision; missing where the result is not finite.
  static func arithmetic(_ left: Term, _ operation: BinaryOperator, _ right: Term) -> Term {
    let (a, b) = (left.asNumber, right.asNumber)
    if a.isMissing || b.isMissing { return .missing }
    switch operation {
    case .add, .subtract:
      return plain(a, operation.rawValue, b, .additive, bound: a.bound + b.bound)
    case .multiply:
      return plain(a, "*", b, .multiplicative, bound: a.bound * b.bound)
    case .divide: return quotient(a, b)
    case .remainder: return remainder(a, b)
    default: return Term(.call(.power, a.sql, b.sql), .number, from: [a, b])
    }
  }

  static func negative(_ operand: Term) -> Term {
    let number = operand.asNumber
    if number.isMissing { return .missing }
    switch number.constant {
    case .integer(let value) where value != .min: return .integer(-value)
    case .real(let value):
      var term = number
      term.sql = .constant(.real(-value))
      term.constant = .real(-value)
      return term
    default:
      var zero = number
      zero.sql = .literal("0")
      return plain(zero, "-", number, .additive, bound: number.bound)
    }
  }

  private static func plain(
    _ left: Term, _ symbol: String, _ right: Term, _ strength: SQLFragment.Strength, bound: Double
  ) -> Term {
    let sql = SQLFragment.infix(left.sql, symbol, right.sql, strength)
    var term = finite(sql, bound: bound, from: [left, right])
    term.isInteger = left.isInteger && right.isInteger && bound <= exactIntegerMax
    return term
  }

  private static func quotient(_ left: Term, _ right: Term) -> Term {
    // SQLite divides integers as integers.
    let dividend = SQLFragment.infix(left.sql, "*", .literal("1.0"), .multiplicative)
    let sql = SQLFragment.infix(dividend, "/", right.sql, .multiplicative)
    let bound: Double =
      if right.constant != nil {
        right.bound == 0 ? 0 : left.bound / right.bound
      } else {
        // A whole number other than 0 makes nothing larger.
        right.isInteger ? left.bound : .infinity
      }
    return finite(sql, bound: bound, from: [left, right])
  }

  private static func remainder(_ left: Term, _ right: Term) -> Term {
    guard left.isInteger, right.isInteger else {
      return Term(.call(.remainder, left.sql, right.sql), .number, from: [left, right])
    }
    var term = Term(
      .infix(left.sql, "%", right.sql, .multiplicative), .number, from: [left, right])
    term.isInteger = true
    term.bound = left.bound
    return term
  }

  /// A number, checked where it might have overflowed.
  static func finite(_ sql: SQLFragment, bound: Double, from operands: [Term]) -> Term {
    let isSafe = bound < 1e300
    var term = Term(isSafe ? sql : .call(.finite, sql), .number, from: operands)
    term.bound = isSafe ? bound : .greatestFiniteMagnitude
    return term
  }

  /// `ceil` and `floor`.
  static func rounded(_ operand: Term, by function: SQLFunction) -> Term {
    let number = operand.asNumber
    if number.isMissing || number.isInteger { return number }
    var term = Term(.call(function, number.sql), .number, from: [number])
    term.bound = number.bound + 1
    return term
  }

  static func magnitude(_ operand: Term) -> Term {
    let number = operand.asNumber
    if number.isMissing { return .missing }
    // As a double, since the smallest integer has no positive counterpart.
    let double = SQLFragment.infix(number.sql, "*", .literal("1.0"), .multiplicative)
    var term = Term(.call("abs", double), .number, from: [number])
    term.bound = number.bound
    return term
  }
}
