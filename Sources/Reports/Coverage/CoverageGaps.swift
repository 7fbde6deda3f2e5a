import Time

/// Hours without records of a place that no file accounts for, although there usually are some.
///
/// That a file has most records before and after a time shows that the time was exported, and so does, where each file is of
/// one day as of nightly exports, a file of that day. An excerpt, with few of the records around the time or with none
/// that were new, shows nothing. All other hours without records are compared with the same hours of other weeks or days.
struct CoverageGaps {
  /// Shorter times look missing from this many records on that are usual: less could be chance in one of a month's hours.
  static let usualMin = 20
  /// From this many hours on, half of that: there are few such times.
  static let longHours: Int64 = 20
  static let usualMinOfLong = 10
  /// A time is compared with the same one of other weeks if there are at least so many, and of other days otherwise.
  static let weeksMin = 3
  static let daysMin = 5
  /// Of the times compared with, this share may be empty: nights without events are usual if more are.
  static let emptyShareOfWeeks = 1.0 / 3
  static let emptyShareOfDays = 0.1
  /// So many weeks or days before and after are looked at.
  private static let offsetsMax: Int64 = 60
  static let hoursADay: Int64 = 24
  static let hoursAWeek: Int64 = 168
  /// A place whose records end so many hours before those of the archive is not silent yet: nightly exports of several
  /// accounts do not end at the same time.
  private static let silentHoursMin = 26
  /// The same where each file is of one day: the exports of a day end with it.
  private static let silentHoursMinOfDaily = 20
  /// Where more files than this come on a day, one of them does not account for the day.
  private static let filesADayMax = 2

  /// Consecutive hours that look missing.
  struct Gap {
    let hours: Range<Int64>
    /// How many records are usual in them.
    let usual: Int
    /// Whether the place has no records after them.
    let isLast: Bool
  }

  let place: CoveragePlace
  let series: CoverageHours
  /// Whether each file is of one day.
  let hasDailyFiles: Bool
  private(set) var gaps: [Gap] = []

  /// - Parameter end: the hour of the last record in the archive.
  init(_ place: CoveragePlace, until end: Int64) {
    self.place = place
    series = CoverageHours(place.records)
    hasDailyFiles = Self.areDaily(place)
    for hours in emptyHours(until: end) {
      guard let usual = usualCount(in: hours), !isAccounted(hours) else { continue }
      gaps.append(
        Gap(hours: hours, usual: usual, isLast: hours.lowerBound > (series.hours.last ?? .min)))
    }
  }

  private static func day(_ time: Int64) -> Int64 {
    time.flooredQuotient(by: ReportWindow.dayMilliseconds)
  }

  private static func areDaily(_ place: CoveragePlace) -> Bool {
    guard place.files.count >= daysMin else { return false }
    var filesOfDays: [Int64: Int] = [:]
    var ofOneDay = 0
    for file in place.files.values {
      if day(file.first) == day(file.last) { ofOneDay += 1 }
      filesOfDays[day(file.first), default: 0] += 1
    }
    let counts = filesOfDays.values.sorted()
    return ofOneDay * 10 >= place.files.count * 8 && counts[counts.count / 2] <= filesADayMax
  }

  /// The days that files of one day account for.
  private var coveredDays: [Range<Int64>] {
    guard hasDailyFiles else { return [] }
    return place.files.values.compactMap { file in
      let day = Self.day(file.first)
      guard file.hasNews, !file.isDamaged, day == Self.day(file.last) else { return nil }
      return (day * Self.hoursADay)..<((day + 1) * Self.hoursADay)
    }
  }

  /// Whether a file shows that some hours were exported: it has records before and after them, and at least half of all
  /// there are within a day of them.
  private func isAccounted(_ hours: Range<Int64>) -> Bool {
    let before = (hours.lowerBound - Self.hoursADay)..<hours.lowerBound
    let after = hours.upperBound..<(hours.upperBound + Self.hoursADay)
    return place.files.values.contains { file in
      guard file.hasNews else { return false }
      let first = file.first.flooredQuotient(by: CoverageHistory.hourMilliseconds)
      let last = file.last.flooredQuotient(by: CoverageHistory.hourMilliseconds)
      guard first < hours.lowerBound, last >= hours.upperBound else { return false }
      return [before.clamped(to: first..<(last + 1)), after.clamped(to: first..<(last + 1))]
        .allSatisfy { side in
          let own = side.reduce(0) { $0 + (file.records[$1] ?? 0) }
          return own > 0 && own * 2 >= series.count(in: side)
        }
    }
  }

  /// The hours, between the first record and the end, that have no records and that no file of one day accounts for.
  private func emptyHours(until end: Int64) -> [Range<Int64>] {
    let busy = (series.hours.map { $0..<($0 + 1) } + coveredDays)
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    guard var until = busy.first?.upperBound else { return [] }
    var empty: [Range<Int64>] = []
    for range in busy {
      if range.lowerBound > until { empty.append(until..<range.lowerBound) }
      until = max(until, range.upperBound)
    }
    let silentHours = hasDailyFiles ? Self.silentHoursMinOfDaily : Self.silentHoursMin
    if end - until >= silentHours { empty.append(until..<end) }
    return empty
  }

  /// How many records are usual in hours that have none; nil if it may be chance that there are none.
  private func usualCount(in hours: Range<Int64>) -> Int? {
    guard let first = series.hours.first, let last = series.hours.last else { return nil }
    let length = Int64(hours.count)
    let needed = length >= Self.longHours ? Self.usualMinOfLong : Self.usualMin
    // A median of so many needs half as many on average.
    guard Double(series.total) * Double(length) * 2 >= Double(needed) * Double(last - first + 1)
    else { return nil }
    let weeks = comparison(of: hours, every: Self.hoursAWeek)
    let days = comparison(of: hours, every: Self.hoursADay)
    let isByWeek = weeks.number >= Self.weeksMin
    let others = isByWeek ? weeks : days
    let share = isByWeek ? Self.emptyShareOfWeeks : Self.emptyShareOfDays
    guard others.number >= (isByWeek ? Self.weeksMin : Self.daysMin), others.median >= needed,
      Double(others.empty) <= Double(others.number) * share
    else { return nil }
    return others.median
  }

  /// The numbers of records in the same hours of other weeks or days in which the archive has records of the place.
  func comparison(of hours: Range<Int64>, every cycle: Int64) -> CoverageComparison {
    guard let first = series.hours.first, let last = series.hours.last else {
      return CoverageComparison([])
    }
    var counts: [Int] = []
    for offset in -Self.offsetsMax...Self.offsetsMax where offset != 0 {
      let other =
        (hours.lowerBound + offset * cycle)..<(hours.upperBound + offset * cycle)
      guard other.lowerBound >= first, other.upperBound <= last + 1, !other.overlaps(hours)
      else { continue }
      counts.append(series.count(in: other))
    }
    return CoverageComparison(counts)
  }

  /// The gap with an hour; nil if it is in none.
  func gap(with hours: Range<Int64>) -> Gap? { gaps.first { $0.hours.overlaps(hours) } }
}
