import LogsInsights
import SQLite
import Time

extension SQLFunction {
  static let calendar: [SQLFunction] = [
    timestamp, instant, dateFloor, dateCeil, formatDate, parseDate,
  ]

  /// `(ms)`: a time as `2026-01-31 09:30:00.000`.
  static let timestamp = SQLFunction("insights_timestamp") {
    $1.returnText($0[0].instant.map(Timestamp.insightsBytes))
  }

  /// `(x)`: a number, or a text that is one, as a time: whole milliseconds, rounded down; NULL
  /// outside the years 1 to 9999.
  static let instant = SQLFunction("insights_instant") { $1.returnInteger($0[0].instant) }

  /// `(x, count, unit)`: the last boundary not after a time; the unit is that of `TimeRounding`.
  static let dateFloor = rounding("insights_datefloor") { $0.floor($1) }

  /// `(x, count, unit)`: the first boundary not before a time.
  static let dateCeil = rounding("insights_dateceil") { $0.ceiling($1) }

  /// `(ms, format[, zone])`: a time by a `StrftimeFormat`, in UTC or a `Zone`; NULL if the format or the
  /// zone is none.
  static let formatDate = SQLFunction("insights_format_date", 2...3) { arguments, result in
    guard let time = arguments[0].instant, let format = arguments.text(at: 1),
      let zone = zone(arguments)
    else { return result.returnNull() }
    result.returnText(StrftimeFormat.text(of: time, by: format, in: zone))
  }

  /// `(text, pattern[, zone])`: the milliseconds of a time written by a `DatePattern`, or NULL.
  ///
  /// The zone holds where the text names none.
  static let parseDate = SQLFunction("insights_parse_date", 2...3) { arguments, result in
    guard let text = arguments.text(at: 0), let pattern = arguments.text(at: 1),
      let zone = zone(arguments)
    else { return result.returnNull() }
    result.returnInteger(DatePattern.milliseconds(of: text, by: pattern, in: zone))
  }

  private static func zone(_ arguments: borrowing FunctionArguments) -> Zone? {
    arguments.count < 3 ? .utc : arguments.text(at: 2).flatMap { Zone($0) }
  }

  private static func rounding(
    _ name: String, _ round: @escaping @Sendable (TimeRounding, Int64) -> Int64
  ) -> SQLFunction {
    SQLFunction(name, 3) {
      guard let time = $0[0].instant, case .integer(let count) = $0[1],
        let unit = $0.string(at: 2).flatMap({ TimeRounding.Unit(rawValue: $0) }),
        let rounding = TimeRounding(count: count, unit: unit)
      else { return $1.returnNull() }
      $1.returnInteger(round(rounding, time))
    }
  }
}

extension DynamicValue {
  /// The value as a time in whole milliseconds; nil outside the years 1 to 9999.
  fileprivate var instant: Int64? {
    switch number {
    case .integer(let value) where Timestamp.insightsRange.contains(value):
      return value
    case .real(let value):
      guard let milliseconds = Int64(exactly: value.rounded(.down)) else { return nil }
      return Timestamp.insightsRange.contains(milliseconds) ? milliseconds : nil
    default: return nil
    }
  }
}
