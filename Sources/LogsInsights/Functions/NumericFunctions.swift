extension FunctionTable {
  static let numericFunctions: [Function] = [
    Function(
      "abs(a: number) → number", "the number without its sign",
      example: "abs(2 - 5)", .call { .noLarger(than: $0[0]) }),
    Function(
      "ceil(a: number) → number", "the smallest whole number that is not below a",
      example: "ceil(1.2)", rounding),
    Function(
      "floor(a: number) → number", "the largest whole number that is not above a",
      example: "floor(1.8)", rounding),
    Function(
      "round(a: number[, decimals: number]) → number",
      "the number rounded to so many decimals, or to a whole one; halves go away from zero",
      example: "round(2.675, 2)", arguments: 1...2,
      .special { function, _, call in
        rounded(call.values[0], to: call.values.dropFirst().first ?? .integer(0), by: function)
      }),
    Function(
      "sqrt(a: number) → number", "the square root; missing of a negative number",
      example: "sqrt(detail.cpu)", .call { .bounded(by: max(1, $0[0].facts.bound)) }),
    Function(
      "log(a: number) → number", "the natural logarithm; missing unless a is positive",
      example: "log(detail.cpu)", .call(giving: .bounded(by: 1000))),
    Function(
      "greatest(a: number, …) → number", "the largest of the numbers; other values are ignored",
      example: "greatest(detail.cpu, 512)", arguments: 1...100, extreme),
    Function(
      "least(a: number, …) → number", "the smallest of the numbers; other values are ignored",
      example: "least(detail.cpu, 512)", arguments: 1...100, extreme),
    Function(
      "toNumber(f) → number", "the value as a number; missing if it is none",
      example: "toNumber(detail.cpu)", parameters: [.number],
      .replacement { _, call in call.values[0].asNumber }),
    Function(
      "toDouble(f) → number", "the same as toNumber",
      example: "toDouble(detail.memory)", parameters: [.number], .synonym(of: "toNumber")),
    Function(
      "toInt(f) → number", "the value as a number, its fraction cut; missing if it is none",
      example: "toInt(\"7.9\")", parameters: [.number], rounding),
    Function(
      "toLong(f) → number", "the same as toInt",
      example: "toLong(\"-7.9\")", parameters: [.number], .synonym(of: "toInt")),
  ]

  /// A whole number near another number, which is that number if it is whole already.
  private static let rounding = Function.Meaning.special { function, _, call in
    let number = call.values[0].asNumber
    return number.facts.isInteger
      ? number : function.strictCall([number]) { .bounded(by: $0[0].facts.bound + 1) }
  }

  private static func rounded(
    _ value: Scalar, to decimals: Scalar, by function: Function
  ) -> Scalar {
    let (number, decimals) = (value.asNumber, decimals.asNumber)
    if number.facts.isInteger, decimals.constant != nil { return number }
    return function.strictCall([number, decimals]) { .bounded(by: $0[0].facts.bound + 1) }
  }

  /// One of the numbers that are there; missing only if all are.
  private static let extreme = Function.Meaning.special { function, _, call in
    let numbers = call.values.map(\.asNumber).filter { !$0.facts.isMissing }
    guard numbers.count > 1 else { return numbers.first ?? .missing }
    var facts = ValueFacts.bounded(by: numbers.map(\.facts.bound).max() ?? .infinity)
    facts.isInteger = numbers.allSatisfy(\.facts.isInteger)
    if numbers.allSatisfy({ $0.facts.whenMissing == .missing }) { facts.whenMissing = .missing }
    return function.call(numbers, facts)
  }
}
