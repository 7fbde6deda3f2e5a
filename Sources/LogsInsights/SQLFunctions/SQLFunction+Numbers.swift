import Glibc

extension SQLFunction {
  static let numeric: [SQLFunction] = [
    remainder, power, floor, ceil, truncate, round, squareRoot, logarithm, greatest, least,
  ]

  /// `(a, b)`: the remainder with the sign of a; NULL if b is 0.
  public static let remainder = SQLFunction("insights_remainder", 2) {
    guard let dividend = $0[0].double, let divisor = $0[1].double, divisor != 0 else {
      return .null
    }
    return .real(dividend.truncatingRemainder(dividingBy: divisor))
  }

  /// `(a, b)`: a to the power of b; NULL if that is no finite number.
  public static let power = SQLFunction("insights_power", 2) {
    guard let base = $0[0].double, let exponent = $0[1].double else { return .null }
    return Value(number: .real(pow(base, exponent)))
  }

  /// `(x)`: the largest whole number that is not above a number.
  public static let floor = SQLFunction("insights_floor") { rounded($0[0], .down) }

  /// `(x)`: the smallest whole number that is not below a number.
  public static let ceil = SQLFunction("insights_ceil") { rounded($0[0], .up) }

  /// `(x)`: a number without its fraction.
  public static let truncate = SQLFunction("insights_trunc") { rounded($0[0], .towardZero) }

  /// `(x, decimals)`: a number rounded by its decimal digits, halves away from zero.
  public static let round = SQLFunction("insights_round", 2) {
    guard let decimals = $0[1].count else { return .null }
    guard case .real(let value) = $0[0].number else { return Value(number: $0[0].number) }
    return Value(number: .real(NumberText.rounded(value, decimals: decimals)))
  }

  /// `(x)`: the square root; NULL of a negative number.
  public static let squareRoot = SQLFunction("insights_sqrt") {
    Value(number: .real($0[0].double?.squareRoot() ?? .nan))
  }

  /// `(x)`: the natural logarithm; NULL unless the number is positive.
  public static let logarithm = SQLFunction("insights_log") {
    Value(number: .real($0[0].double.map { log($0) } ?? .nan))
  }

  /// `(a, b)`: the larger number, or the one that is there.
  public static let greatest = SQLFunction("insights_greatest", 2, acceptsMissing: true) {
    extreme($0) { $0 > 0 }
  }

  /// `(a, b)`: the smaller number, or the one that is there.
  public static let least = SQLFunction("insights_least", 2, acceptsMissing: true) {
    extreme($0) { $0 < 0 }
  }

  private static func rounded(
    _ value: DynamicValue, _ rule: FloatingPointRoundingRule
  ) -> Value {
    switch value.number {
    case .real(let value): .real(value.rounded(rule))
    case let number: Value(number: number)
    }
  }

  private static func extreme(_ arguments: Arguments, _ isBetter: (Int) -> Bool) -> Value {
    let (left, right) = (arguments[0].number, arguments[1].number)
    guard let order = DynamicValue.compare(right, left) else {
      return left.double == nil ? Value(number: right) : Value(number: left)
    }
    return Value(number: isBetter(order) ? right : left)
  }
}

extension DynamicValue {
  /// A number as a count or a position: its fraction is cut, and what is negative is 0.
  var count: Int? {
    switch number {
    case .integer(let value): Int(max(0, value))
    case .real(let value): Int(exactly: max(0, value.rounded(.towardZero))) ?? Int.max
    default: nil
    }
  }
}
