import Testing
import Time

@Suite struct CivilCalendarTests {
  /// Every day of 800 years, against a calendar that just counts.
  @Test func daysFollowTheCalendar() {
    var (year, month, day): (Int64, Int64, Int64) = (1600, 1, 1)
    var number = CivilCalendar.firstDay(ofMonth: 1, year: 1600)
    #expect(CivilCalendar.firstDay(ofMonth: 1, year: 1970) == 0)
    var wrong = 0
    while year < 2400 {
      if CivilCalendar.date(ofDay: number) != (year, month, day) { wrong += 1 }
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day == 1 {
        if CivilCalendar.firstDay(ofMonth: month, year: year) != number { wrong += 1 }
        if CivilCalendar.month(ofDay: number) != (year - 1) * 12 + month - 1 { wrong += 1 }
        if CivilCalendar.firstDay(ofMonth: (year - 1) * 12 + month - 1) != number { wrong += 1 }
        let length = lengths[Int(month - 1)]
        if CivilCalendar.dayCount(ofMonth: month, year: year) != length { wrong += 1 }
      }
      if CivilCalendar.dayCount(ofYear: year) != (isLeap ? 366 : 365) { wrong += 1 }
      day += 1
      if day > lengths[Int(month - 1)] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      number += 1
    }
    #expect(wrong == 0)
    #expect(number == CivilCalendar.firstDay(ofMonth: 1, year: 2400))
  }

  @Test func yearsBeforeTheFirst() {
    #expect(CivilCalendar.date(ofDay: CivilCalendar.firstDay(ofMonth: -1)) == (0, 12, 1))
    #expect(CivilCalendar.dayCount(ofMonth: 2, year: 0) == 29)
    #expect(CivilCalendar.day(of: -1) == -1)
  }

  @Test func timesHaveWeekdaysAndWeeks() {
    let time = CivilTime(1_769_851_800_120)
    #expect((time.weekdayName, time.monthName) == ("Saturday", "January"))
    #expect(time.milliseconds == 1_769_851_800_120)
    #expect(time.isoWeek == (2026, 5))
    var noSuchDay = time
    (noSuchDay.month, noSuchDay.day) = (2, 29)
    #expect(noSuchDay.milliseconds == nil)
  }
}
