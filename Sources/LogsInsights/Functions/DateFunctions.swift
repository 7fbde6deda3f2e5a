import Time

extension FunctionTable {
  static let dateFunctions: [Function] = [
    formatting(
      "formatDate",
      "the time by a format of strftime, in UTC or a zone such as Asia/Tokyo or +02:00"),
    formatting("strftime", "the same as formatDate"),
    Function(
      "parseDate(s: text, pattern: text[, zone: text]) → number",
      "the milliseconds from 1970 to a time written by a pattern of Java; missing if s is none",
      example: "parseDate(\"2026-01-31 09:30\", \"yyyy-MM-dd HH:mm\")", arguments: 2...3
    ) { pipeline, call in
      check(call, DatePattern.fault, "such as yyyy-MM-dd'T'HH:mm:ss.SSSX", &pipeline)
      let operands = call.terms.map(\.asText)
      if operands.contains(where: \.isMissing) { return .missing }
      var term = Term(
        .call(SQLFunction.parseDate.name, operands.map(\.sql)), .number, from: operands)
      term.isInteger = true
      term.bound = Term.exactIntegerMax
      return term
    },
    Function(
      "queryStartTime() → number",
      "the milliseconds from 1970 to the start of the query's window; missing if it is open",
      example: "queryStartTime()", arguments: 0...0
    ) { pipeline, _ in pipeline.options.start.map { .integer($0) } ?? .missing },
    Function(
      "queryEndTime() → number",
      "the milliseconds from 1970 to the end of the query's window; missing if it is open",
      example: "queryEndTime()", arguments: 0...0
    ) { pipeline, _ in pipeline.options.end.map { .integer($0) } ?? .missing },
    Function(
      "queryTimeRange() → number",
      "the milliseconds from the start to the end of the query's window; missing if it is open",
      example: "queryTimeRange()", arguments: 0...0
    ) { pipeline, _ in
      guard let start = pipeline.options.start, let end = pipeline.options.end else {
        return .missing
      }
      let (range, overflows) = end.subtractingReportingOverflow(start)
      return overflows ? .missing : .integer(range)
    },
  ]

  private static func formatting(_ name: String, _ summary: String) -> Function {
    Function(
      "\(name)(t: time, format: text[, zone: text]) → text", summary,
      example: "\(name)(@timestamp, \"%d.%m.%Y %H:%M\", \"Europe/Berlin\")", arguments: 2...3
    ) { pipeline, call in
      check(call, StrftimeFormat.fault, "such as %Y-%m-%d %H:%M:%S", &pipeline)
      let operands = [time(call.terms[0])] + call.terms.dropFirst().map(\.asText)
      if operands.contains(where: \.isMissing) { return .missing }
      return Term(
        .call(SQLFunction.formatDate.name, operands.map(\.sql)), .text, from: operands)
    }
  }

  /// Notes what is wrong with a pattern and a zone, where they are known now.
  private static func check(
    _ call: FunctionCall, _ fault: (String) -> String?, _ hint: String, _ pipeline: inout Pipeline
  ) {
    if let pattern = call.terms[1].constantText, let fault = fault(pattern) {
      pipeline.note(
        .invalidArgument(fault), at: call.ranges[1], hints: [Diagnostic.Hint(hint)])
    }
    guard call.terms.count > 2, var zone = call.terms[2].constantText,
      zone.withUTF8({ Zone(UnsafeRawBufferPointer($0)) }) == nil
    else { return }
    pipeline.note(
      .invalidArgument("the time zone '\(zone)' is not known"), at: call.ranges[2],
      hints: zoneHints(zone))
  }

  private static func zoneHints(_ zone: String) -> [Diagnostic.Hint] {
    guard ZoneDatabase.system.isThere else {
      return [
        Diagnostic.Hint(
          "this machine has no time zone database: install tzdata, or name its folder in TZDIR;"
            + " offsets such as +02:00 work without it")
      ]
    }
    let meant = ZoneDatabase.system.suggestion(for: zone).map { name in
      [Diagnostic.Hint("did you mean '\(name)'?", replacement: StringLiteral.text(of: name))]
    }
    return meant ?? [
      Diagnostic.Hint("a zone is UTC, an offset such as +02:00, or a name such as Europe/Berlin")
    ]
  }
}
