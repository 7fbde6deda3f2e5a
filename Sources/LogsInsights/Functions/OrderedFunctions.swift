extension FunctionTable {
  /// Aggregates that pick values by time, order or frequency.
  static let orderedFunctions: [Function] = [
    Function(
      "earliest(f) → any", "f of the first event that has it; of a time the milliseconds",
      example: "earliest(detail.stopCode)", isAggregate: true, inTime),
    Function(
      "latest(f) → any", "f of the last event that has it; of a time the milliseconds",
      example: "latest(detail.stopCode)", isAggregate: true, inTime),
    Function(
      "sortsFirst(f) → any", "the value that `sort f` would put first",
      example: "sortsFirst(detail.group)", isAggregate: true, inOrder),
    Function(
      "sortsLast(f) → any", "the value that `sort f` would put last",
      example: "sortsLast(detail.group)", isAggregate: true, inOrder),
    distinctValues("values", example: "values(detail.stopCode)"),
    distinctValues(
      "collect_values", example: "collect_values(detail.launchType)", .synonym(of: "values")),
    Function(
      "topk(k: number, f) → text",
      "the k most frequent values, most frequent first, joined by a comma; the only item of a"
        + " stats without `by`",
      example: "topk(2, detail.stopCode)", arguments: 2...2, isAggregate: true,
      .special { function, binder, call in
        guard case .integer(let count) = call.values[0].constant, count >= 1 else {
          binder.note(
            .countExpected(function: "topk"), at: call.range,
            hints: [Diagnostic.Hint("such as topk(10, detail.group)")])
          return .missing
        }
        return function.strictCall([call.values[1].asText, .integer(count)]) { _ in
          ValueFacts(.text)
        }
      }),
    Function(
      "rate(f: number, period) → number",
      "the change from the first to the last number, for each period of the time between them",
      example: "rate(detail.version, 1h)", arguments: 2...2, isAggregate: true,
      endsInPeriod: true,
      .special { function, binder, call in
        let number = call.values[0].asNumber
        let time = try binder.resolve(FieldPath("@timestamp"), at: call.range)
        if number.facts.isMissing || time.facts.isMissing { return .missing }
        return function.call(
          [number, time], period: call.period, ValueFacts(.number).strict(in: [number]))
      }),
  ]

  /// The value of the row at one end of time; of times the milliseconds.
  private static let inTime = Function.Meaning.special { function, binder, call in
    let time = try binder.resolve(FieldPath("@timestamp"), at: call.range)
    let value = call.values[0]
    if value.facts.isMissing || time.facts.isMissing { return .missing }
    let picked = value.type == .timestamp ? value.asNumber : value
    var facts = ValueFacts(picked.type)
    facts.isInteger = picked.facts.isInteger
    facts.bound = picked.facts.bound
    facts.textForm = value.facts.textForm
    return function.call([picked, time], facts)
  }

  /// Of a column of numbers the first and last in sort order are the smallest and largest.
  private static let inOrder = Function.Meaning.special { function, _, call in
    let value = call.values[0]
    guard value.type.isNumeric else {
      return function.strictCall([value]) { ValueFacts($0[0].type) }
    }
    return function.strictCall([value.asNumber]) { .oneValue(of: $0[0]) }
  }

  private static func distinctValues(
    _ name: String, example: String, _ meaning: Function.Meaning? = nil
  ) -> Function {
    Function(
      "\(name)(f) → text", "the distinct values in sort order, joined by a comma",
      example: example, parameters: [.text], isAggregate: true, meaning)
  }
}
