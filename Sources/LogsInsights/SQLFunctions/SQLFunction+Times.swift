import Time

extension SQLFunction {
  static let calendar: [SQLFunction] = [
    timestamp, instant, dateFloor, dateCeil, formatDate, parseDate,
  ]

  /// `(ms)`: a time as `2026-01-31 09:30:00.000`.
  public static let timestamp = SQLFunction("insights_timestamp") {
    instant($0[0]).map { .text(Timestamp.insightsBytes($0)) } ?? .null
  }

  /// `(x)`: a number, or a text that is one, as a time: whole milliseconds, rounded down; NULL
  /// outside the years 1 to 9999.
  public static let instant = SQLFunction("insights_instant") {
    instant($0[0]).map { .integer($0) } ?? .null
  }

  /// `(x, count, unit)`: the last boundary not after a time; the unit is that of ``TimeRounding``.
  public static let dateFloor = SQLFunction("insights_datefloor", 3) {
    rounded($0) { $0.floor($1) }
  }

  /// `(x, count, unit)`: the first boundary not before a time.
  public static let dateCeil = SQLFunction("insights_dateceil", 3) {
    rounded($0) { $0.ceiling($1) }
  }

  /// `(ms, format[, zone])`: a time by a ``StrftimeFormat``, in UTC or a ``Zone``; NULL if the
  /// format or the zone is none.
  public static let formatDate = SQLFunction("insights_format_date", 2...3) { arguments in
    guard let time = instant(arguments[0]), let format = arguments[1].textBytes,
      let zone = zone(arguments)
    else { return .null }
    return StrftimeFormat.text(of: time, by: format, in: zone).map { .text($0) } ?? .null
  }

  /// `(text, pattern[, zone])`: the milliseconds of a time written by a ``DatePattern``, or NULL.
  ///
  /// The zone holds where the text names none.
  public static let parseDate = SQLFunction("insights_parse_date", 2...3) { arguments in
    guard let text = arguments[0].textBytes, let pattern = arguments[1].textBytes,
      let zone = zone(arguments)
    else { return .null }
    return DatePattern.milliseconds(of: text, by: pattern, in: zone).map { .integer($0) } ?? .null
  }

  private static func zone(_ arguments: Arguments) -> Zone? {
    arguments.count < 3 ? .utc : arguments[2].textBytes.flatMap { Zone($0) }
  }

  private static func instant(_ value: DynamicValue) -> Int64? {
    switch value.number {
    case .integer(let value) where Timestamp.insightsRange.contains(value):
      return value
    case .real(let value):
      guard let milliseconds = Int64(exactly: value.rounded(.down)) else { return nil }
      return Timestamp.insightsRange.contains(milliseconds) ? milliseconds : nil
    default: return nil
    }
  }

  private static func rounded(
    _ arguments: Arguments, _ round: (TimeRounding, Int64) -> Int64
  ) -> Value {
    guard let milliseconds = instant(arguments[0]), case .integer(let count) = arguments[1],
      case .text(let name) = arguments[2],
      let unit = TimeRounding.Unit(rawValue: String(decoding: name, as: UTF8.self)),
      let rounding = TimeRounding(count: count, unit: unit)
    else { return .null }
    return .integer(round(rounding, milliseconds))
  }
}
