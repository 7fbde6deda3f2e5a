/// Times by counting days; slow and plain.
enum PlainTime {
  static let day: Int64 = 86_400_000
  /// The years 1 to 9999: what is outside is missing.
  static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// `2026-01-31 09:30:00.000`; nil outside the years 1 to 9999.
  static func text(_ milliseconds: Int64) -> String? {
    guard range.contains(milliseconds) else { return nil }
    let date = date(of: milliseconds)
    let time = floored(milliseconds, day).rest
    let clock = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60]
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2)) "
      + clock.map { padded($0, 2) }.joined(separator: ":") + ".\(padded(time % 1000, 3))"
  }

  /// A number as a time: whole milliseconds, rounded down.
  static func instant(_ value: Value) -> Int64? {
    guard let number = value.double?.rounded(.down), let milliseconds = Int64(exactly: number),
      range.contains(milliseconds)
    else { return nil }
    return milliseconds
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floored(_ number: Int64, _ by: Int64) -> (quotient: Int64, rest: Int64) {
    let rest = (number % by + by) % by
    return ((number - rest) / by, rest)
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func lengths(of year: Int64) -> [Int64] {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  private static func date(of milliseconds: Int64) -> (year: Int64, month: Int64, day: Int64) {
    // Four centuries always have as many days.
    let (cycles, rest) = floored(floored(milliseconds, day).quotient, 146_097)
    var days = rest
    var year = 1970 + 400 * cycles
    while days >= (isLeap(year) ? 366 : 365) {
      days -= isLeap(year) ? 366 : 365
      year += 1
    }
    var month: Int64 = 1
    for length in lengths(of: year) {
      if days < length { break }
      days -= length
      month += 1
    }
    return (year, month, days + 1)
  }

  /// The first millisecond of a month counted from January of year 1.
  private static func start(ofMonth month: Int64) -> Int64 {
    let (years, rest) = floored(month, 12)
    let (cycles, yearInCycle) = floored(years + 1 - 1970, 400)
    var days = cycles * 146_097
    for year in 1970..<1970 + yearInCycle { days += isLeap(year) ? 366 : 365 }
    days += lengths(of: years + 1).prefix(Int(rest)).reduce(0, +)
    return days * day
  }
}

// MARK: - Periods

extension PlainTime {
  /// A period: so many milliseconds from some origin, or so many months.
  enum Step {
    case milliseconds(Int64, origin: Int64)
    case months(Int64)
  }

  /// The step of `5m` and the like, with the caps of AWS.
  static func step(count: String, unit: String) -> Step? {
    guard let count = Int64(count) else { return nil }
    let units: [(names: [String], cap: Int64, milliseconds: Int64)] = [
      (["ms", "msec", "msecs", "millisecond", "milliseconds"], 1000, 1),
      (["s", "sec", "secs", "second", "seconds"], 60, 1000),
      (["m", "min", "mins", "minute", "minutes"], 60, 60_000),
      (["h", "hr", "hrs", "hour", "hours"], 24, 3_600_000),
      (["d", "day", "days"], .max, day), (["w", "week", "weeks"], .max, 7 * day),
    ]
    let unit = unit.lowercased()
    for known in units where known.names.contains(unit) {
      // The first Monday before 1970 is 1969-12-29.
      let origin = known.milliseconds == 7 * day ? -3 * day : 0
      return .milliseconds(min(count, known.cap) * known.milliseconds, origin: origin)
    }
    let months: [(names: [String], months: Int64)] = [
      (["mo", "mos", "mon", "mons", "month", "months"], 1),
      (["q", "qtr", "qtrs", "quarter", "quarters"], 3),
      (["y", "yr", "yrs", "year", "years"], 12),
    ]
    return months.first { $0.names.contains(unit) }.map { .months(count * $0.months) }
  }

  /// The last boundary not after a time, or the first not before it.
  static func rounded(_ time: Int64, to step: Step, up: Bool) -> Int64 {
    switch step {
    case .milliseconds(let length, let origin):
      let rest = floored(time - origin, length).rest
      return rest == 0 ? time : time - rest + (up ? length : 0)
    case .months(let count):
      let date = date(of: time)
      let month = (date.year - 1) * 12 + date.month - 1
      let first = month - floored(month, count).rest
      let floor = start(ofMonth: first)
      return up && floor < time ? start(ofMonth: first + count) : floor
    }
  }
}
