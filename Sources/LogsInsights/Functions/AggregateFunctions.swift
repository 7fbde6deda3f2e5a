extension FunctionTable {
  static let aggregateFunctions: [Function] = [
    counting(
      "count", "the rows, or those where f is present", example: "count(*)",
      .special { function, _, call in count(call.values, by: function) }),
    counting(
      "countOverTime", "count, as dashboards call it", example: "countOverTime(*)",
      .synonym(of: "count")),
    Function(
      "count_distinct(f) → number", "the distinct values",
      example: "count_distinct(detail.group)", isAggregate: true,
      .special { function, _, call in count(call.values, by: function) }),
    Function(
      "sum(f: number) → number", "the sum of the numbers", example: "sum(detail.cpu)",
      isAggregate: true,
      .call { .number(upTo: $0[0].facts.bound * ValueFacts.rowsBound) }),
    Function(
      "sumOverTime(f: number) → number", "sum, as dashboards call it",
      example: "sumOverTime(detail.cpu)", isAggregate: true, .synonym(of: "sum")),
    Function(
      "avg(f: number) → number", "the average of the numbers",
      example: "avg(detail.cpu)", isAggregate: true, .call { .noLarger(than: $0[0]) }),
    Function(
      "min(f) → any", "the smallest number, or the first text in sort order",
      example: "min(detail.cpu)", isAggregate: true,
      .special { function, _, call in extreme(call.values[0], by: function) }),
    Function(
      "max(f) → any", "the largest number, or the last text in sort order",
      example: "max(detail.cpu)", isAggregate: true,
      .special { function, _, call in extreme(call.values[0], by: function) }),
  ]

  private static func counting(
    _ name: String, _ summary: String, example: String, _ meaning: Function.Meaning
  ) -> Function {
    Function(
      "\(name)([f]) → number", summary, example: example, arguments: 0...1, takesStar: true,
      isAggregate: true, meaning)
  }

  /// A count; of a value that no row has it is missing and not 0.
  private static func count(_ values: [Scalar], by function: Function) -> Scalar {
    if values.contains(where: \.facts.isMissing) { return .missing }
    return function.call(values, .integer(upTo: ValueFacts.rowsBound))
  }

  /// The extreme of numbers, of times as milliseconds, or of values whose type the rows tell.
  private static func extreme(_ value: Scalar, by function: Function) -> Scalar {
    guard value.type.isNumeric else {
      var facts = ValueFacts(.any)
      facts.textForm = value.facts.textForm
      return value.facts.isMissing ? .missing : function.strictCall([value.asAny]) { _ in facts }
    }
    return function.strictCall([value.asNumber]) { .oneValue(of: $0[0]) }
  }
}
