import Glibc
import LogsInsights
import SQLite

extension SQLFunction {
  static let numeric: [SQLFunction] = [
    remainder, power, floor, ceil, truncate, round, squareRoot, logarithm, greatest, least,
  ]

  /// `(a, b)`: the remainder with the sign of a; NULL if b is 0.
  static let remainder = SQLFunction("insights_remainder", 2) {
    guard let dividend = $0[0].double, let divisor = $0[1].double, divisor != 0 else {
      return $1.returnNull()
    }
    $1.returnReal(dividend.truncatingRemainder(dividingBy: divisor))
  }

  /// `(a, b)`: a to the power of b; NULL if that is not a finite number.
  static let power = SQLFunction("insights_power", 2) {
    guard let base = $0[0].double, let exponent = $0[1].double else { return $1.returnNull() }
    $1.returnNumber(.real(pow(base, exponent)))
  }

  /// `(x)`: the largest whole number that is not above a number.
  static let floor = rounding("insights_floor", .down)

  /// `(x)`: the smallest whole number that is not below a number.
  static let ceil = rounding("insights_ceil", .up)

  /// `(x)`: a number without its fraction.
  static let truncate = rounding("insights_trunc", .towardZero)

  /// `(x, decimals)`: a number rounded by its decimal digits, halves away from zero.
  static let round = SQLFunction("insights_round", 2) {
    guard let decimals = $0[1].count else { return $1.returnNull() }
    switch $0[0].number {
    case .real(let value): $1.returnNumber(.real(NumberPrinter.rounded(value, decimals: decimals)))
    case let number: $1.returnNumber(number)
    }
  }

  /// `(x)`: the square root; NULL of a negative number.
  static let squareRoot = SQLFunction("insights_sqrt") {
    $1.returnNumber(.real($0[0].double?.squareRoot() ?? .nan))
  }

  /// `(x)`: the natural logarithm; NULL unless the number is positive.
  static let logarithm = SQLFunction("insights_log") {
    $1.returnNumber(.real($0[0].double.map { log($0) } ?? .nan))
  }

  /// `(a, b)`: the larger number, or the one that is there.
  static let greatest = extreme("insights_greatest") { $0 > 0 }

  /// `(a, b)`: the smaller number, or the one that is there.
  static let least = extreme("insights_least") { $0 < 0 }

  private static func rounding(
    _ name: String, _ rule: FloatingPointRoundingRule
  ) -> SQLFunction {
    SQLFunction(name) {
      switch $0[0].number {
      case .real(let value): $1.returnReal(value.rounded(rule))
      case let number: $1.returnNumber(number)
      }
    }
  }

  private static func extreme(
    _ name: String, _ isBetter: @escaping @Sendable (Int) -> Bool
  ) -> SQLFunction {
    SQLFunction(name, 2...2, acceptsNull: true) {
      let (left, right) = ($0[0].number, $0[1].number)
      guard let order = DynamicValue.compare(right, left) else {
        return $1.returnNumber(left.double == nil ? right : left)
      }
      $1.returnNumber(isBetter(order) ? right : left)
    }
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
