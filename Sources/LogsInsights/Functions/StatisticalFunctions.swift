extension FunctionTable {
  static let statisticalFunctions: [Function] = [
    Function(
      "pct(f: number, p: number) → number",
      "the number that p percent of the numbers do not exceed: the one at rank ceil(p / 100 · n)",
      example: "pct(detail.cpu, 95)", arguments: 2...2, isAggregate: true
    ) { pipeline, call in
      guard let (numerator, denominator) = part(call.terms[1]) else {
        pipeline.note(
          .percentExpected, at: call.range, hints: [Diagnostic.Hint("such as pct(f, 99.9)")])
        return .missing
      }
      return percentile(call.terms[0], numerator, denominator)
    },
    .aggregate(
      "median(f: number) → number", "the number in the middle: pct(f, 50)",
      example: "median(detail.cpu)"
    ) { percentile($0, 50, 100) },
    .aggregate(
      "variance(f: number) → number",
      "the mean square of the distance to the mean, of all numbers (population)",
      example: "variance(detail.cpu)"
    ) { spread($0, .variance) },
    .aggregate(
      "stddev(f: number) → number", "the square root of the variance",
      example: "stddev(detail.cpu)"
    ) { spread($0, .deviation) },
    Function(
      "histogram(f: number, width: number) → number",
      "where the bucket of a number begins, for grouping behind `by`",
      example: "histogram(detail.cpu, 512)", arguments: 2...2
    ) { _, call in
      let number = call.terms[0].asNumber
      let bucket = Term.rounded(.arithmetic(number, .divide, call.terms[1]), by: .floor)
      return .arithmetic(bucket, .multiply, call.terms[1])
    },
  ]

  private static func percentile(
    _ value: Term, _ numerator: Int64, _ denominator: Int64
  ) -> Term {
    let number = value.asNumber
    if number.isMissing { return .missing }
    var term = Term(
      .aggregate(.percentile, number.sql, .literal("\(numerator)"), .literal("\(denominator)")),
      .number, from: [value])
    term.bound = number.bound
    return term
  }

  private static func spread(_ value: Term, _ aggregate: SQLAggregate) -> Term {
    let number = value.asNumber
    if number.isMissing { return .missing }
    return Term(.aggregate(aggregate, number.sql), .number, from: [value])
  }

  /// A literal from 0 to 100 as an exact part of one; nil if it is none.
  private static func part(_ percent: Term) -> (numerator: Int64, denominator: Int64)? {
    switch percent.constant {
    case .integer(let value) where (0...100).contains(value): return (value, 100)
    case .real(let value) where (0...100).contains(value):
      let text = String(decoding: NumberText.text(of: value), as: UTF8.self)
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
