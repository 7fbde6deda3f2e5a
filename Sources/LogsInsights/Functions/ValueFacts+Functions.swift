extension ValueFacts {
  /// The facts of the length of a string or a list.
  static let length = ValueFacts.integer(upTo: 1e10)

  /// The facts of a number that does not exceed a magnitude.
  static func bounded(by bound: Double) -> ValueFacts {
    var facts = ValueFacts(.number)
    facts.bound = bound
    return facts
  }

  /// The facts of a number no larger than the values of another one.
  static func noLarger(than number: Scalar) -> ValueFacts { .bounded(by: number.facts.bound) }

  /// The facts of one of the values of a number.
  static func oneValue(of number: Scalar) -> ValueFacts {
    var facts = ValueFacts.noLarger(than: number)
    facts.isInteger = number.facts.isInteger
    return facts
  }
}
