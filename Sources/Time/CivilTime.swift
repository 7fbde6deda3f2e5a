/// A point in time as a calendar and a clock show it.
package struct CivilTime {
  package var year: Int64
  /// From 1.
  package var month: Int64
  package var day: Int64
  package var hour: Int64
  package var minute: Int64
  package var second: Int64
  package var millisecond: Int64

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The start of 1970.
  package init() {
    (year, month, day) = (1970, 1, 1)
    (hour, minute, second, millisecond) = (0, 0, 0, 0)
  }

  /// What a clock in UTC shows at an instant in milliseconds since 1970.
  package init(_ milliseconds: Int64) {
    (year, month, day) = CivilCalendar.date(ofDay: CivilCalendar.day(of: milliseconds))
    let time = milliseconds.flooredRemainder(by: CivilCalendar.millisecondsPerDay)
    hour = time / 3_600_000
    minute = time / 60_000 % 60
    second = time / 1000 % 60
    millisecond = time % 1000
  }

  /// The milliseconds from 1970, if there is such a date and time.
  package var milliseconds: Int64? {
    guard (1...12).contains(month), day >= 1,
      day <= CivilCalendar.dayCount(ofMonth: month, year: year),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
    return dayNumber * CivilCalendar.millisecondsPerDay + time
  }

  /// The days from 1970-01-01.
  private var dayNumber: Int64 { CivilCalendar.firstDay(ofMonth: month, year: year) + day - 1 }

  /// From 1 for January 1.
  package var dayOfYear: Int64 { dayNumber - CivilCalendar.firstDay(ofMonth: 1, year: year) + 1 }

  /// From 0 for Monday.
  package var weekday: Int64 { (dayNumber + 3).flooredRemainder(by: 7) }

  package var monthName: String { Self.monthNames[Int(month - 1)] }

  package var weekdayName: String { Self.weekdayNames[Int(weekday)] }

  /// The week by ISO 8601, and the year that it belongs to.
  package var isoWeek: (year: Int64, week: Int64) {
    let week = (dayOfYear - weekday + 9) / 7
    if week < 1 { return (year - 1, Self.isoWeeks(of: year - 1)) }
    return week > Self.isoWeeks(of: year) ? (year + 1, 1) : (year, week)
  }

  /// December 28 always lies in the last week.
  private static func isoWeeks(of year: Int64) -> Int64 {
    var time = CivilTime()
    (time.year, time.month, time.day) = (year, 12, 28)
    return (time.dayOfYear - time.weekday + 9) / 7
  }
}
