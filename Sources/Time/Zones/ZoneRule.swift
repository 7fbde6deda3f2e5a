/// The rule by which clocks change each year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Equatable, Sendable {
  typealias Clock = ZoneRules.Clock

  let standard: Clock
  /// Summer time, and when it begins and ends by the clocks of then.
  let summer: (clock: Clock, start: Change, end: Change)?

  static func == (left: Self, right: Self) -> Bool {
    left.standard == right.standard && left.summer?.clock == right.summer?.clock
      && left.summer?.start == right.summer?.start && left.summer?.end == right.summer?.end
  }

  /// What clocks show at a second since 1970.
  func clock(at second: Int64) -> Clock {
    guard let (summer, start, end) = summer else { return standard }
    let day = (second + standard.offset).flooredQuotient(by: Self.secondsPerDay)
    let year = CivilCalendar.date(ofDay: day).year
    let first = start.second(inYear: year) - standard.offset
    let last = end.second(inYear: year) - summer.offset
    // South of the equator summer lasts over the turn of the year.
    let isSummer =
      first < last ? first <= second && second < last : first <= second || second < last
    return isSummer ? summer : standard
  }

  static let secondsPerDay: Int64 = 86_400
}

extension ZoneRule {
  /// A day of each year, and the seconds from its start.
  struct Change: Equatable, Sendable {
    enum Day: Equatable, Sendable {
      /// From 1; February 29 is never counted.
      case julian(Int64)
      /// From 0; February 29 is counted.
      case ofYear(Int64)
      /// The n-th such weekday (0 is Sunday) of a month from 1; the fifth is the last.
      case weekday(Int64, week: Int64, month: Int64)
    }

    let day: Day
    let seconds: Int64

    /// The second since 1970 that the clocks show at the change.
    func second(inYear year: Int64) -> Int64 {
      dayNumber(inYear: year) * ZoneRule.secondsPerDay + seconds
    }

    private func dayNumber(inYear year: Int64) -> Int64 {
      let newYear = CivilCalendar.firstDay(ofMonth: 1, year: year)
      switch day {
      case .ofYear(let day): return newYear + day
      case .julian(let day):
        let isLeap = CivilCalendar.dayCount(ofYear: year) == 366
        return newYear + day - (isLeap && day >= 60 ? 0 : 1)
      case .weekday(let weekday, let week, let month):
        let first = CivilCalendar.firstDay(ofMonth: month, year: year)
        let next = first + CivilCalendar.dayCount(ofMonth: month, year: year)
        // 1970 began on a Thursday.
        let day = first + (weekday - first - 4).flooredRemainder(by: 7) + (week - 1) * 7
        return day < next ? day : day - 7
      }
    }
  }
}

// MARK: - Reading

extension ZoneRule {
  /// Reads a rule; nil if the text is none.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = ZoneRuleReader(text)
    guard let name = reader.name(), let offset = reader.time() else { return nil }
    standard = Clock(offset: -offset, abbreviation: name)
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard let name = reader.name() else { return nil }
    // An hour ahead, unless it says otherwise.
    let summerOffset = reader.startsNumber ? reader.time().map(-) : standard.offset + 3600
    guard let summerOffset, let start = reader.change(), let end = reader.change(),
      reader.isAtEnd
    else { return nil }
    summer = (Clock(offset: summerOffset, abbreviation: name), start, end)
  }
}

/// Takes the parts of a ``ZoneRule`` from its text, one after another.
private struct ZoneRuleReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
  }

  var isAtEnd: Bool { rest.isEmpty }

  var startsNumber: Bool {
    rest.first.map { $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } ?? false
  }

  private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest.removeFirst()
    return true
  }

  /// `CET` or `<-03>`.
  mutating func name() -> String? {
    let isQuoted = skip("<")
    let name = rest.prefix {
      isQuoted
        ? $0 != UInt8(ascii: ">")
        : $0.isLetter
    }
    rest = rest.dropFirst(name.count)
    guard name.count >= 3, !isQuoted || skip(">") else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// `-1`, `+5:30`, `167:00:00` as seconds.
  mutating func time() -> Int64? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number() else { return nil }
    var seconds = hours * 3600
    for unit: Int64 in [60, 1] where skip(":") {
      guard let count = number(), count < 60 else { return nil }
      seconds += count * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// `,M3.5.0/2`, `,J60`, `,59`.
  mutating func change() -> ZoneRule.Change? {
    guard skip(","), let day = day() else { return nil }
    guard skip("/") else { return ZoneRule.Change(day: day, seconds: 7200) }
    return time().map { ZoneRule.Change(day: day, seconds: $0) }
  }

  private mutating func day() -> ZoneRule.Change.Day? {
    if skip("M") {
      guard let month = number(), skip("."), let week = number(), skip("."),
        let weekday = number(), (1...12).contains(month), (1...5).contains(week), weekday <= 6
      else { return nil }
      return .weekday(weekday, week: week, month: month)
    }
    if skip("J") { return number().flatMap { (1...365).contains($0) ? .julian($0) : nil } }
    return number().flatMap { $0 <= 365 ? .ofYear($0) : nil }
  }

  private mutating func number() -> Int64? {
    let digits = rest.prefix(3).prefix(while: \.isDigit)
    rest = rest.dropFirst(digits.count)
    return Int64(String(decoding: digits, as: UTF8.self))
  }
}
