import Time

extension FunctionTable {
  static let timeFunctions: [Function] = [
    Function(
      "bin([t: time, ]period) → time",
      "the time, @timestamp if none is given, rounded down to the period",
      example: "bin(1h)", arguments: 1...2, endsInPeriod: true,
      .special { function, binder, call in
        let value =
          try call.values.first ?? binder.resolve(FieldPath("@timestamp"), at: call.range)
        let offset = binder.binOffset == 0 ? [] : [Scalar.integer(binder.binOffset)]
        return function.strictCall([value.asTime] + offset, period: call.period) { _ in
          ValueFacts(.timestamp)
        }
      }),
    Function(
      "datefloor(t: time, period) → time", "the time rounded down to the period",
      example: "datefloor(@timestamp, 1d)", arguments: 2...2, endsInPeriod: true),
    Function(
      "dateceil(t: time, period) → time", "the time rounded up to the period",
      example: "dateceil(@timestamp, 1d)", arguments: 2...2, endsInPeriod: true),
    Function(
      "fromMillis(n: number) → time", "the time so many milliseconds after 1970",
      example: "fromMillis(1767225600000)", .replacement { _, call in call.values[0].asTime }),
    Function(
      "toMillis(t: time) → number", "the milliseconds from 1970 to the time",
      example: "toMillis(@timestamp)",
      .replacement { _, call in call.values[0].asTime.asNumber }),
    Function(
      "now() → number", "the seconds from 1970 to the start of the query",
      example: "now() - 3600", arguments: 0...0,
      .replacement { binder, _ in .integer(binder.options.now.flooredQuotient(by: 1000)) }),
  ]
}
