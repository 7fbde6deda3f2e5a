extension FunctionTable {
  static let aggregateFunctions: [Function] = [
    counting("count", "the rows, or those where f is present", example: "count(*)"),
    counting("countOverTime", "count, as dashboards call it", example: "countOverTime(*)"),
    .aggregate(
      "count_distinct(f) → number", "the distinct values",
      example: "count_distinct(detail.group)"
    ) { value in
      let key = value.asGroupKey
      if key.isMissing { return .missing }
      let distinct = value.key ?? key.sql
      return count(.aggregate("count", of: distinct, isDistinct: true), of: value)
    },
    .aggregate(
      "sum(f: number) → number", "the sum of the numbers", example: "sum(detail.cpu)", sum),
    .aggregate(
      "sumOverTime(f: number) → number", "sum, as dashboards call it",
      example: "sumOverTime(detail.cpu)", sum),
    .aggregate(
      "avg(f: number) → number", "the average of the numbers",
      example: "avg(detail.cpu)"
    ) { value in
      let number = value.asNumber
      if number.isMissing { return .missing }
      // The average is made from a sum, which may overflow where the average would not.
      var term = Term.finite(
        .aggregate("avg", of: number.sql), bound: number.bound * rowsBound, from: [value])
      term.bound = number.bound
      return term
    },
    .aggregate(
      "min(f) → any", "the smallest number, or the first text in sort order",
      example: "min(detail.cpu)"
    ) {
      extreme($0, "min", .minimum)
    },
    .aggregate(
      "max(f) → any", "the largest number, or the last text in sort order",
      example: "max(detail.cpu)"
    ) {
      extreme($0, "max", .maximum)
    },
  ]

  /// More rows than an archive can have.
  private static let rowsBound = 1e13

  private static func counting(_ name: String, _ summary: String, example: String) -> Function {
    Function(
      "\(name)([f]) → number", summary, example: example, arguments: 0...1, takesStar: true,
      isAggregate: true
    ) { _, call in
      guard let value = call.terms.first else { return count(.aggregate("count"), of: nil) }
      if value.isMissing { return .missing }
      return count(.aggregate("count", of: value.scalarPresence), of: value)
    }
  }

  private static func sum(_ value: Term) -> Term {
    let number = value.asNumber
    if number.isMissing { return .missing }
    // SQLite fails when a sum of integers overflows; a double does not.
    let isSmall = number.isInteger && number.bound <= 1e9
    let summand =
      isSmall
      ? number.sql
      : SQLFragment.infix(number.sql, "*", .literal("1.0"), .multiplicative)
    return .finite(
      .aggregate("sum", of: summand), bound: number.bound * rowsBound, from: [value])
  }

  /// A count; of a value that no row has it is missing and not 0.
  private static func count(_ sql: SQLFragment, of value: Term?) -> Term {
    let count = value == nil ? sql : SQLFragment.call("nullif", sql, .literal("0"))
    var term = Term(count, .number)
    term.isInteger = true
    term.bound = rowsBound
    return term
  }

  private static func extreme(_ value: Term, _ plain: String, _ aggregate: SQLAggregate) -> Term {
    if value.isMissing { return .missing }
    guard value.type.isNumeric else {
      var term = Term(.aggregate(aggregate, value.asAny.sql), .any, from: [value])
      term.textForm = value.textForm
      return term
    }
    // Of times the milliseconds.
    let number = value.asNumber
    var term = Term(.aggregate(plain, of: number.sql), .number, from: [value])
    term.isInteger = number.isInteger
    term.bound = number.bound
    return term
  }
}
