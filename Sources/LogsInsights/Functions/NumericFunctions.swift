extension FunctionTable {
  static let numericFunctions: [Function] = [
    Function(
      "abs(a: number) → number", "the number without its sign",
      example: "abs(2 - 5)", Term.magnitude),
    Function(
      "ceil(a: number) → number", "the smallest whole number that is not below a",
      example: "ceil(1.2)"
    ) {
      .rounded($0, by: .ceil)
    },
    Function(
      "floor(a: number) → number", "the largest whole number that is not above a",
      example: "floor(1.8)"
    ) {
      .rounded($0, by: .floor)
    },
    Function(
      "round(a: number[, decimals: number]) → number",
      "the number rounded to so many decimals, or to a whole one; halves go away from zero",
      example: "round(2.675, 2)", arguments: 1...2
    ) { _, call in rounded(call.terms[0], to: call.terms.count > 1 ? call.terms[1] : .integer(0)) },
    Function(
      "sqrt(a: number) → number", "the square root; missing of a negative number",
      example: "sqrt(detail.cpu)"
    ) { mapped($0, by: .squareRoot) { max(1, $0) } },
    Function(
      "log(a: number) → number", "the natural logarithm; missing unless a is positive",
      example: "log(detail.cpu)"
    ) { mapped($0, by: .logarithm) { _ in 1000 } },
    Function(
      "greatest(a: number, …) → number", "the largest of the numbers; what is none is passed over",
      example: "greatest(detail.cpu, 512)", arguments: 1...100
    ) { _, call in extreme(call.terms, by: .greatest) },
    Function(
      "least(a: number, …) → number", "the smallest of the numbers; what is none is passed over",
      example: "least(detail.cpu, 512)", arguments: 1...100
    ) { _, call in extreme(call.terms, by: .least) },
    Function(
      "toNumber(f) → number", "the value as a number; missing if it is none",
      example: "toNumber(detail.cpu)", \.asNumber),
    Function(
      "toDouble(f) → number", "the same as toNumber",
      example: "toDouble(detail.memory)", \.asNumber),
    Function(
      "toInt(f) → number", "the value as a number, its fraction cut; missing if it is none",
      example: "toInt(\"7.9\")"
    ) { .rounded($0, by: .truncate) },
    Function(
      "toLong(f) → number", "the same as toInt",
      example: "toLong(\"-7.9\")"
    ) { .rounded($0, by: .truncate) },
  ]

  private static func mapped(
    _ operand: Term, by function: SQLFunction, _ bound: (Double) -> Double
  ) -> Term {
    let number = operand.asNumber
    if number.isMissing { return .missing }
    var term = Term(.call(function, number.sql), .number, from: [number])
    term.bound = bound(number.bound)
    return term
  }

  private static func rounded(_ operand: Term, to decimals: Term) -> Term {
    let (number, decimals) = (operand.asNumber, decimals.asNumber)
    if number.isMissing || decimals.isMissing { return .missing }
    if number.isInteger, decimals.constant != nil { return number }
    var term = Term(
      .call(.round, number.sql, decimals.sql), .number, from: [number, decimals])
    term.bound = number.bound + 1
    return term
  }

  private static func extreme(_ operands: [Term], by function: SQLFunction) -> Term {
    let numbers = operands.map(\.asNumber).filter { !$0.isMissing }
    guard numbers.count > 1 else { return numbers.first ?? .missing }
    var term = Term(paired(numbers.map(\.sql)[...], by: function), .number)
    term.isInteger = numbers.allSatisfy(\.isInteger)
    term.bound = numbers.map(\.bound).max() ?? .infinity
    if numbers.allSatisfy({ $0.whenMissing == .missing }) { term.whenMissing = .missing }
    return term
  }

  /// Calls of two arguments as a balanced tree, which is not deep.
  private static func paired(
    _ values: ArraySlice<SQLFragment>, by function: SQLFunction
  ) -> SQLFragment {
    guard values.count > 1 else { return values.first ?? .null }
    let half = values.count / 2
    return .call(
      function, paired(values.prefix(half), by: function),
      paired(values.dropFirst(half), by: function))
  }
}
