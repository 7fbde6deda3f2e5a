/// A length of time as people write it: `7d`, `1d12h`, `2w`, `1mo`, `1y`.
///
/// Months and years are those of the calendar; all other units are fixed, a day being 24 hours.
package struct TimeSpan: Equatable, Sendable {
  package let months: Int64
  package let milliseconds: Int64

  package init(months: Int64, milliseconds: Int64) {
    self.months = months
    self.milliseconds = milliseconds
  }

  private static let yearsMax: Int64 = 10_000
  private static let millisecondsMax = yearsMax * 366 * CivilCalendar.millisecondsPerDay

  private static let units: [(names: [String], months: Int64, milliseconds: Int64)] = [
    (["s", "sec", "secs", "second", "seconds"], 0, 1000),
    (["m", "min", "mins", "minute", "minutes"], 0, 60_000),
    (["h", "hr", "hrs", "hour", "hours"], 0, 3_600_000),
    (["d", "day", "days"], 0, CivilCalendar.millisecondsPerDay),
    (["w", "wk", "week", "weeks"], 0, 7 * CivilCalendar.millisecondsPerDay),
    (["mo", "month", "months"], 1, 0),
    (["y", "yr", "year", "years"], 12, 0),
  ]

  /// Reads numbers, each with a unit, with or without blanks between them; nil for anything else.
  package init?(_ text: String) throws(TimeArgumentError) {
    var rest = Array(text.utf8)[...]
    var (months, milliseconds): (Int64, Int64) = (0, 0)
    guard rest.first?.isDigit == true else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isDigit }
      rest = rest[digits.endIndex...].drop { $0 == UInt8(ascii: " ") }
      let name = rest.prefix { $0.isLetter }
      rest = rest[name.endIndex...].drop { $0 == UInt8(ascii: " ") }
      guard !digits.isEmpty, !name.isEmpty, rest.isEmpty || rest.first?.isDigit == true else {
        return nil
      }
      let word = String(decoding: name, as: UTF8.self)
      guard let unit = Self.units.first(where: { $0.names.contains(word) }) else {
        throw .unknownUnit(text)
      }
      guard let count = Int64(String(decoding: digits, as: UTF8.self)),
        count <= Self.millisecondsMax / max(unit.milliseconds, 1),
        count * unit.months <= Self.yearsMax * 12
      else { throw .tooOld(text) }
      months += count * unit.months
      milliseconds += count * unit.milliseconds
      guard months <= Self.yearsMax * 12, milliseconds <= Self.millisecondsMax else {
        throw .tooOld(text)
      }
    }
    self.init(months: months, milliseconds: milliseconds)
  }

  /// The time so long before another one; of a month that is too short for the day, its last day.
  package func before(_ time: Int64, in zone: Zone) -> Int64 {
    guard months > 0 else { return time - milliseconds }
    var civil = CivilTime(time + zone.offset(at: time).milliseconds)
    let month = civil.year * 12 + civil.month - 1 - months
    (civil.year, civil.month) = (month.flooredQuotient(by: 12), month.flooredRemainder(by: 12) + 1)
    civil.day = min(civil.day, CivilCalendar.dayCount(ofMonth: civil.month, year: civil.year))
    return (civil.milliseconds.map(zone.time(ofLocal:)) ?? time) - milliseconds
  }

  /// The whole days that it is, a month as 30 and a year as 365; nil if it is not whole days.
  package var days: Int? {
    let (days, rest) = milliseconds.quotientAndRemainder(
      dividingBy: CivilCalendar.millisecondsPerDay)
    guard rest == 0 else { return nil }
    return Int(days + months / 12 * 365 + months % 12 * 30)
  }
}
