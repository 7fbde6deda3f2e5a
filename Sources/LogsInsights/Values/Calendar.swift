/// The proleptic Gregorian calendar in UTC, by days and months.
enum Calendar {
  static let millisecondsPerDay: Int64 = 86_400_000

  /// The days from 1970-01-01 to the first of a month, counted from January of year 1.
  static func days(atMonth month: Int64) -> Int64 {
    let year = month.flooredQuotient(by: 12) + 1
    let monthOfYear = month.flooredRemainder(by: 12)
    // Years begin in March, so that the leap day is the last of its year.
    let shifted = monthOfYear < 2 ? year - 1 : year
    let fromMarch = (monthOfYear + 10) % 12
    let daysInYear = (153 * fromMarch + 2) / 5
    let leapDays =
      shifted.flooredQuotient(by: 4) - shifted.flooredQuotient(by: 100)
      + shifted.flooredQuotient(by: 400)
    return shifted * 365 + leapDays + daysInYear - 719_468
  }

  /// The date of a day counted from 1970-01-01: the month from January of year 1, the day from 1.
  static func date(ofDay day: Int64) -> (month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * fromMarch + 2) / 5 + 1
    let monthOfYear = (fromMarch + 2) % 12
    let year = era * 400 + yearOfEra + (monthOfYear < 2 ? 1 : 0)
    return ((year - 1) * 12 + monthOfYear, dayOfMonth)
  }
}

extension Int64 {
  /// The quotient by a positive divisor, rounded down also for negative numbers.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// What is above the quotient rounded down, from 0.
  func flooredRemainder(by divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
