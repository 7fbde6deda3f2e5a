import LogsInsights

extension FunctionEntries {
  static let times: [FunctionEntry] = [
    FunctionEntry("bin") { _, call, terms in
      call.period.map { bin(terms[0], $0, offset: terms.dropFirst().first) } ?? .null
    },
    FunctionEntry("datefloor") { _, call, terms in
      call.period.map { floor(terms[0], $0) } ?? .null
    },
    FunctionEntry("dateceil") { _, call, terms in
      call.period.map { rounded(terms[0].sql, $0, by: .dateCeil) } ?? .null
    },
    FunctionEntry("formatDate", .formatDate),
    FunctionEntry("parseDate", .parseDate),
  ]

  private static func bin(_ time: Term, _ period: TimeRounding, offset: Term?) -> SQLFragment {
    guard case .integer(let milliseconds) = offset?.constant else { return floor(time, period) }
    let offset = SQLFragment.literal("\(milliseconds)")
    let shifted = SQLFragment.infix(time.sql, "-", offset, .additive)
    return .infix(rounded(shifted, period, by: .dateFloor), "+", offset, .additive)
  }

  private static func floor(_ time: Term, _ period: TimeRounding) -> SQLFragment {
    // Where the time is a plain column, arithmetic is faster than a call.
    guard time.field != nil, period.unit != .months else {
      return rounded(time.sql, period, by: .dateFloor)
    }
    let isWeeks = period.unit == .weeks
    let length = period.count * (isWeeks ? TimeRounding.millisecondsPerWeek : 1)
    let shifted =
      isWeeks
      ? SQLFragment.infix(time.sql, "+", .literal("\(TimeRounding.mondayShift)"), .additive)
      : time.sql
    return .infix(time.sql, "-", remainder(shifted, length), .additive)
  }

  /// `(x % n + n) % n`: what is above the last multiple, also for times before 1970.
  private static func remainder(_ value: SQLFragment, _ length: Int64) -> SQLFragment {
    let length = SQLFragment.literal("\(length)")
    let signed = SQLFragment.infix(value, "%", length, .multiplicative)
    return .infix(.infix(signed, "+", length, .additive), "%", length, .multiplicative)
  }

  private static func rounded(
    _ time: SQLFragment, _ period: TimeRounding, by function: SQLFunction
  ) -> SQLFragment {
    .call(
      function, time, .literal("\(period.count)"), .literal("'\(period.unit.rawValue)'"))
  }
}
