/// A point in time as a calendar and a clock show it.
struct CalendarTime {
  var year: Int64
  /// From 1.
  var month: Int64
  var day: Int64
  var hour: Int64
  var minute: Int64
  var second: Int64
  var millisecond: Int64

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The start of 1970.
  init() {
    (year, month, day) = (1970, 1, 1)
    (hour, minute, second, millisecond) = (0, 0, 0, 0)
  }

  init(_ milliseconds: Int64) {
    let date = Calendar.date(ofDay: milliseconds.flooredQuotient(by: Calendar.millisecondsPerDay))
    let time = milliseconds.flooredRemainder(by: Calendar.millisecondsPerDay)
    year = date.month.flooredQuotient(by: 12) + 1
    month = date.month.flooredRemainder(by: 12) + 1
    day = date.day
    hour = time / 3_600_000
    minute = time / 60_000 % 60
    second = time / 1000 % 60
    millisecond = time % 1000
  }

  /// The milliseconds from 1970, if there is such a date and time.
  var milliseconds: Int64? {
    guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
    return dayNumber * Calendar.millisecondsPerDay + time
  }

  /// The days from 1970-01-01.
  private var dayNumber: Int64 { Self.firstDay(ofMonth: month, of: year) + day - 1 }

  /// From 1 for January 1.
  var dayOfYear: Int64 { dayNumber - Self.firstDay(ofMonth: 1, of: year) + 1 }

  /// From 0 for Monday.
  var weekday: Int64 { (dayNumber + 3).flooredRemainder(by: 7) }

  /// The week by ISO 8601, and the year that it belongs to.
  var isoWeek: (year: Int64, week: Int64) {
    let week = (dayOfYear - weekday + 9) / 7
    if week < 1 { return (year - 1, Self.isoWeeks(of: year - 1)) }
    return week > Self.isoWeeks(of: year) ? (year + 1, 1) : (year, week)
  }

  static func days(inYear year: Int64) -> Int64 {
    firstDay(ofMonth: 1, of: year + 1) - firstDay(ofMonth: 1, of: year)
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    firstDay(ofMonth: month + 1, of: year) - firstDay(ofMonth: month, of: year)
  }

  private static func firstDay(ofMonth month: Int64, of year: Int64) -> Int64 {
    Calendar.days(atMonth: (year - 1) * 12 + month - 1)
  }

  /// December 28 always lies in the last week.
  private static func isoWeeks(of year: Int64) -> Int64 {
    var time = CalendarTime()
    (time.year, time.month, time.day) = (year, 12, 28)
    return (time.dayOfYear - time.weekday + 9) / 7
  }
}
