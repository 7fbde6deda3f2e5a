import Time

extension FunctionTable {
  static let dateFunctions: [Function] = [
    formatting(
      "formatDate",
      "the time by a format of strftime, in UTC or a zone such as Asia/Tokyo or +02:00",
      .special { function, binder, call in
        check(call, StrftimeFormat.fault, "such as %Y-%m-%d %H:%M:%S", &binder)
        return function.strictCall(call) { _ in ValueFacts(.text) }
      }),
    formatting("strftime", "the same as formatDate", .synonym(of: "formatDate")),
    Function(
      "parseDate(s: text, pattern: text[, zone: text]) → number",
      "the milliseconds from 1970 to a time written by a pattern of Java; missing if s is none",
      example: "parseDate(\"2026-01-31 09:30\", \"yyyy-MM-dd HH:mm\")", arguments: 2...3,
      .special { function, binder, call in
        check(call, DatePattern.fault, "such as yyyy-MM-dd'T'HH:mm:ss.SSSX", &binder)
        return function.strictCall(call) { _ in .integer(upTo: ValueFacts.exactIntegerMax) }
      }),
    Function(
      "queryStartTime() → number",
      "the milliseconds from 1970 to the start of the query's window; missing if it is open",
      example: "queryStartTime()", arguments: 0...0,
      .replacement { binder, _ in binder.options.start.map { .integer($0) } ?? .missing }),
    Function(
      "queryEndTime() → number",
      "the milliseconds from 1970 to the end of the query's window; missing if it is open",
      example: "queryEndTime()", arguments: 0...0,
      .replacement { binder, _ in binder.options.end.map { .integer($0) } ?? .missing }),
    Function(
      "queryTimeRange() → number",
      "the milliseconds from the start to the end of the query's window; missing if it is open",
      example: "queryTimeRange()", arguments: 0...0,
      .replacement { binder, _ in
        guard let start = binder.options.start, let end = binder.options.end else {
          return .missing
        }
        let (range, overflows) = end.subtractingReportingOverflow(start)
        return overflows ? .missing : .integer(range)
      }),
  ]

  private static func formatting(
    _ name: String, _ summary: String, _ meaning: Function.Meaning
  ) -> Function {
    Function(
      "\(name)(t: time, format: text[, zone: text]) → text", summary,
      example: "\(name)(@timestamp, \"%d.%m.%Y %H:%M\", \"Europe/Berlin\")", arguments: 2...3,
      meaning)
  }

  /// Notes what is wrong with a pattern and a zone, where they are known now.
  private static func check(
    _ call: BoundCall, _ fault: (String) -> String?, _ hint: String, _ binder: inout Binder
  ) {
    if let pattern = call.values[1].constantText, let fault = fault(pattern) {
      binder.note(
        .invalidArgument(fault), at: call.ranges[1], hints: [Diagnostic.Hint(hint)])
    }
    guard call.values.count > 2, var zone = call.values[2].constantText,
      zone.withUTF8({ Zone(UnsafeRawBufferPointer($0)) }) == nil
    else { return }
    binder.note(
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
