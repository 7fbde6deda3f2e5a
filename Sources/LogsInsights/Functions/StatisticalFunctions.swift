extension FunctionTable {
  static let statisticalFunctions: [Function] = [
    Function(
      "pct(f: number, p: number) → number",
      "the number that p percent of the numbers do not exceed: the one at rank ceil(p / 100 · n)",
      example: "pct(detail.cpu, 95)", arguments: 2...2, isAggregate: true,
      .special { function, binder, call in
        guard let (numerator, denominator) = part(call.values[1]) else {
          binder.note(
            .percentExpected, at: call.range, hints: [Diagnostic.Hint("such as pct(f, 99.9)")])
          return .missing
        }
        let part: [Scalar] = [.integer(numerator), .integer(denominator)]
        return function.strictCall([call.values[0].asNumber] + part) { .noLarger(than: $0[0]) }
      }),
    Function(
      "median(f: number) → number", "the number in the middle: pct(f, 50)",
      example: "median(detail.cpu)", isAggregate: true,
      .replacement { binder, call in
        try call.with(call.values + [.integer(50)]).bind(as: "pct", in: &binder)
      }),
    Function(
      "variance(f: number) → number",
      "the mean square of the distance to the mean, of all numbers (population)",
      example: "variance(detail.cpu)", isAggregate: true),
    Function(
      "stddev(f: number) → number", "the square root of the variance",
      example: "stddev(detail.cpu)", isAggregate: true),
    Function(
      "histogram(f: number, width: number) → number",
      "where the bucket of a number begins, for grouping after `by`",
      example: "histogram(detail.cpu, 512)", arguments: 2...2,
      .replacement { binder, call in
        let quotient = Scalar.arithmetic(call.values[0], .divide, call.values[1])
        let bucket = try call.with([quotient]).bind(as: "floor", in: &binder)
        return .arithmetic(bucket, .multiply, call.values[1])
      }),
  ]

  /// A literal from 0 to 100 as an exact part of one; nil if it is none.
  private static func part(_ percent: Scalar) -> (numerator: Int64, denominator: Int64)? {
    switch percent.constant {
    case .integer(let value) where (0...100).contains(value): return (value, 100)
    case .real(let value) where (0...100).contains(value):
      let text = String(decoding: NumberPrinter.text(of: value), as: UTF8.self)
      // `50.0` is a real number, too, but its text has no point.
      let pieces = text.split(separator: ".")
      let decimals = pieces.count > 1 ? pieces[1] : ""
      guard decimals.utf8.count <= 15, let numerator = Int64(pieces[0] + decimals) else {
        return nil
      }
      let denominator = decimals.utf8.reduce(Int64(100)) { power, _ in power * 10 }
      return (numerator, denominator)
    default: return nil
    }
  }
}
