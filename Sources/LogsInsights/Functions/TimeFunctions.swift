import Time

extension FunctionTable {
  static let timeFunctions: [Function] = [
    Function(
      "bin([t: time, ]period) → time",
      "the time, @timestamp if none is given, rounded down to the period",
      example: "bin(1h)",
      arguments: 1...2, endsInPeriod: true
    ) { pipeline, call in
      guard let period = call.period else { return .missing }
      let time =
        try call.terms.first.map { Self.time($0) }
        ?? pipeline.resolve(FieldPath("@timestamp"), at: call.range)
      guard pipeline.binOffset != 0, !time.isMissing else { return floor(time, period) }
      let offset = SQLFragment.literal("\(pipeline.binOffset)")
      let shifted = Term(.infix(time.sql, "-", offset, .additive), .timestamp, from: [time])
      let bin = floor(shifted, period)
      return Term(.infix(bin.sql, "+", offset, .additive), .timestamp, from: [bin])
    },
    Function(
      "datefloor(t: time, period) → time", "the time rounded down to the period",
      example: "datefloor(@timestamp, 1d)", arguments: 2...2,
      endsInPeriod: true
    ) { _, call in
      call.period.map { floor(call.terms[0], $0) } ?? .missing
    },
    Function(
      "dateceil(t: time, period) → time", "the time rounded up to the period",
      example: "dateceil(@timestamp, 1d)", arguments: 2...2,
      endsInPeriod: true
    ) { _, call in
      call.period.map { rounded(call.terms[0], $0, by: .dateCeil) } ?? .missing
    },
    Function(
      "fromMillis(n: number) → time", "the time so many milliseconds after 1970",
      example: "fromMillis(1767225600000)"
    ) { time($0) },
    Function(
      "toMillis(t: time) → number", "the milliseconds from 1970 to the time",
      example: "toMillis(@timestamp)"
    ) { time($0).asNumber },
    Function(
      "now() → number", "the seconds from 1970 to the start of the query",
      example: "now() - 3600", arguments: 0...0
    ) { pipeline, _ in .integer(pipeline.options.now.flooredQuotient(by: 1000)) },
  ]

  /// A value as a time: times themselves, numbers, and texts of numbers.
  static func time(_ value: Term) -> Term {
    if value.isMissing { return .missing }
    if value.type == .timestamp { return value }
    let sql = SQLFragment.call(.instant, value.type == .boolean ? value.sql : value.asAny.sql)
    return Term(sql, .timestamp, from: [value])
  }

  private static func floor(_ value: Term, _ period: Period) -> Term {
    let rounding = TimeRounding(period)
    // Where the time is a plain column, arithmetic is faster than a call.
    guard value.type == .timestamp, value.field != nil, rounding.unit != .months else {
      return rounded(value, period, by: .dateFloor)
    }
    let isWeeks = rounding.unit == .weeks
    let length = rounding.count * (isWeeks ? TimeRounding.millisecondsPerWeek : 1)
    let shifted =
      isWeeks
      ? SQLFragment.infix(
        value.sql, "+", .literal("\(TimeRounding.mondayShift)"), .additive) : value.sql
    return Term(
      .infix(value.sql, "-", remainder(shifted, length), .additive), .timestamp, from: [value])
  }

  /// `(x % n + n) % n`: what is above the last multiple, also for times before 1970.
  private static func remainder(_ value: SQLFragment, _ length: Int64) -> SQLFragment {
    let length = SQLFragment.literal("\(length)")
    let signed = SQLFragment.infix(value, "%", length, .multiplicative)
    return .infix(.infix(signed, "+", length, .additive), "%", length, .multiplicative)
  }

  private static func rounded(_ value: Term, _ period: Period, by function: SQLFunction) -> Term {
    if value.isMissing { return .missing }
    let rounding = TimeRounding(period)
    let sql = SQLFragment.call(
      function, time(value).sql, .literal("\(rounding.count)"),
      .literal("'\(rounding.unit.rawValue)'"))
    return Term(sql, .timestamp, from: [value])
  }
}
