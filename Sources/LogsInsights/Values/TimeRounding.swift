import Time

/// A period in the terms of the calendar: what `datefloor` and `dateceil` round to.
public struct TimeRounding: Equatable, Sendable {
  public enum Unit: String, Sendable {
    case milliseconds = "ms"
    /// Monday 00:00 UTC.
    case weeks = "w"
    case months = "mo"
  }

  public let count: Int64
  public let unit: Unit

  /// Takes a count from 1; nil for one so large that times would overflow.
  public init?(count: Int64, unit: Unit) {
    let countMax: Int64 = unit == .milliseconds ? 100_000_000_000_000 : 100_000_000
    guard (1...countMax).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  init(_ period: Period) {
    let (factor, unit): (Int64, Unit) =
      switch period.unit {
      case .millisecond: (1, .milliseconds)
      case .second: (1000, .milliseconds)
      case .minute: (60_000, .milliseconds)
      case .hour: (3_600_000, .milliseconds)
      case .day: (CivilCalendar.millisecondsPerDay, .milliseconds)
      case .week: (1, .weeks)
      case .month: (1, .months)
      case .quarter: (3, .months)
      case .year: (12, .months)
      }
    count = Int64(period.count) * factor
    self.unit = unit
  }

  package static let millisecondsPerWeek = 7 * CivilCalendar.millisecondsPerDay
  /// 1970 began on a Thursday; weeks are counted from Monday 1969-12-29.
  package static let mondayShift = 3 * CivilCalendar.millisecondsPerDay

  /// The length in milliseconds; months have the average length that 400 years give them.
  package var milliseconds: Int64 {
    switch unit {
    case .milliseconds: count
    case .weeks: count * Self.millisecondsPerWeek
    case .months: count * 2_629_746_000
    }
  }

  /// The last boundary that is not after a time.
  public func floor(_ milliseconds: Int64) -> Int64 {
    switch unit {
    case .milliseconds:
      return milliseconds - milliseconds.flooredRemainder(by: count)
    case .weeks:
      let shifted = milliseconds + Self.mondayShift
      return milliseconds - shifted.flooredRemainder(by: count * Self.millisecondsPerWeek)
    case .months:
      let month = CivilCalendar.month(ofDay: CivilCalendar.day(of: milliseconds))
      return start(ofMonth: month - month.flooredRemainder(by: count))
    }
  }

  /// The first boundary that is not before a time.
  public func ceiling(_ milliseconds: Int64) -> Int64 {
    let floor = floor(milliseconds)
    guard floor < milliseconds else { return floor }
    switch unit {
    case .milliseconds: return floor + count
    case .weeks: return floor + count * Self.millisecondsPerWeek
    case .months:
      return start(ofMonth: CivilCalendar.month(ofDay: CivilCalendar.day(of: floor)) + count)
    }
  }

  private func start(ofMonth month: Int64) -> Int64 {
    CivilCalendar.firstDay(ofMonth: month) * CivilCalendar.millisecondsPerDay
  }
}
