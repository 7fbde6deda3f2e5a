extension FunctionTable {
  /// Aggregates that pick values by time, order or frequency.
  static let orderedFunctions: [Function] = [
    inTime(
      "earliest(f) → any", "f of the first event that has it; of a time the milliseconds",
      example: "earliest(detail.stopCode)", .earliest),
    inTime(
      "latest(f) → any", "f of the last event that has it; of a time the milliseconds",
      example: "latest(detail.stopCode)", .latest),
    .aggregate(
      "sortsFirst(f) → any", "the value that `sort f` would put first",
      example: "sortsFirst(detail.group)"
    ) { inOrder($0, "min", .sortsFirst) },
    .aggregate(
      "sortsLast(f) → any", "the value that `sort f` would put last",
      example: "sortsLast(detail.group)"
    ) { inOrder($0, "max", .sortsLast) },
    distinctValues("values", example: "values(detail.stopCode)"),
    distinctValues("collect_values", example: "collect_values(detail.launchType)"),
    Function(
      "topk(k: number, f) → text",
      "the k most frequent values, most frequent first, joined by a comma; the only item of a"
        + " stats without `by`",
      example: "topk(2, detail.stopCode)", arguments: 2...2, isAggregate: true
    ) { pipeline, call in
      guard case .integer(let count) = call.terms[0].constant, count >= 1 else {
        pipeline.note(
          .countExpected(function: "topk"), at: call.range,
          hints: [Diagnostic.Hint("such as topk(10, detail.group)")])
        return .missing
      }
      let text = call.terms[1].asText
      if text.isMissing { return .missing }
      return Term(
        .aggregate(.mostFrequent, text.sql, .literal("\(count)")), .text, from: [text])
    },
    Function(
      "rate(f: number, period) → number",
      "the change from the first to the last number, for each period of the time between them",
      example: "rate(detail.version, 1h)", arguments: 2...2, isAggregate: true, endsInPeriod: true
    ) { pipeline, call in
      let number = call.terms[0].asNumber
      let time = try pipeline.resolve(FieldPath("@timestamp"), at: call.range)
      guard let period = call.period, !number.isMissing, !time.isMissing else { return .missing }
      let length = SQLFragment.literal("\(TimeRounding(period).milliseconds)")
      return Term(.aggregate(.rate, number.sql, time.sql, length), .number, from: [number])
    },
  ]

  private static func inTime(
    _ signature: String, _ summary: String, example: String, _ aggregate: SQLAggregate
  ) -> Function {
    Function(signature, summary, example: example, arguments: 1...1, isAggregate: true) {
      pipeline, call in
      let time = try pipeline.resolve(FieldPath("@timestamp"), at: call.range)
      let value = call.terms[0].asPicked
      if value.isMissing || time.isMissing { return .missing }
      let event = pipeline.lift(Term(.field(Pipeline.eventField), .number), from: 0)
      var term = Term(.aggregate(aggregate, value.sql, time.sql, event.sql), value.type)
      term.isInteger = value.isInteger
      term.bound = value.bound
      term.textForm = call.terms[0].textForm
      return term
    }
  }

  /// Of a column of numbers the first and last in sort order are the smallest and largest.
  private static func inOrder(
    _ value: Term, _ plain: String, _ aggregate: SQLAggregate
  ) -> Term {
    if value.isMissing { return .missing }
    guard value.type.isNumeric else {
      return Term(.aggregate(aggregate, value.sql), value.type, from: [value])
    }
    let number = value.asNumber
    var term = Term(.aggregate(plain, of: number.sql), .number, from: [value])
    term.isInteger = number.isInteger
    term.bound = number.bound
    return term
  }

  private static func distinctValues(_ name: String, example: String) -> Function {
    .aggregate(
      "\(name)(f) → text", "the distinct values in sort order, joined by a comma",
      example: example
    ) { value in
      let text = value.asText
      return text.isMissing
        ? .missing : Term(.aggregate(.values, text.sql), .text, from: [text])
    }
  }
}

extension Term {
  /// The value as an aggregate picks it: of a time the milliseconds.
  fileprivate var asPicked: Term {
    switch type {
    case .timestamp: asNumber
    // Inner nodes are missing, and times become numbers.
    case .any: Term(sql, .any, from: [self])
    default: self
    }
  }
}
