/// The proleptic Gregorian calendar in UTC: dates ↔ days since 1970-01-01.
package enum CivilCalendar {
  package static let millisecondsPerDay: Int64 = 86_400_000

  /// The day on which a month begins, counted from 1970-01-01; months are counted from January of year 1, which is 0.
  package static func firstDay(ofMonth month: Int64) -> Int64 {
    firstDay(
      ofMonth: month.flooredRemainder(by: 12) + 1, year: month.flooredQuotient(by: 12) + 1)
  }

  /// The day on which a month from 1 to 12 of a year begins, counted from 1970-01-01.
  package static func firstDay(ofMonth month: Int64, year: Int64) -> Int64 {
    // Years begin in March, so that the leap day is the last of its year.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The days that a month from 1 to 12 has.
  package static func dayCount(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: return 31
    }
  }

  package static func dayCount(ofYear year: Int64) -> Int64 {
    337 + dayCount(ofMonth: 2, year: year)
  }

  /// The date of a day counted from 1970-01-01; month and day from 1.
  package static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (
      era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * fromMarch + 2) / 5 + 1
    )
  }

  /// The month of a day counted from 1970-01-01, counted from January of year 1, which is 0.
  package static func month(ofDay day: Int64) -> Int64 {
    let date = date(ofDay: day)
    return (date.year - 1) * 12 + date.month - 1
  }

  /// The day of an instant in milliseconds, counted from 1970-01-01.
  package static func day(of milliseconds: Int64) -> Int64 {
    milliseconds.flooredQuotient(by: millisecondsPerDay)
  }
}

extension Int64 {
  /// The quotient by a positive divisor, rounded down also for negative numbers.
  @inlinable
  package func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// What is above the quotient rounded down, from 0.
  @inlinable
  package func flooredRemainder(by divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
