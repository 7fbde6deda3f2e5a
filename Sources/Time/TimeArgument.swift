/// A time as people write it on a command line.
///
/// | written | means |
/// |---|---|
/// | `7d`, `1d12h`, `2w`, `1mo`, `1y`, `7d ago` | so long ago |
/// | `now`, `today`, `yesterday`, `monday` | now; that day, of weekdays the latest, today included |
/// | `2026-01-31`, `2026-01-31T09:30`, `2026-01-31 09:30:00.5` | in the zone of the reader |
/// | `2026-01-31T09:30:00Z`, `2026-01-31T10:30+01:00` | in its own zone |
/// | `1769851800`, `1769851800000` | seconds since 1970 below 10^11, else milliseconds |
package struct TimeArgument: Equatable, Sendable {
  /// What the text means.
  package enum Form: Equatable, Sendable {
    /// This long ago.
    case age(TimeSpan)
    /// The day, minute, second or millisecond that was named: its first and its last millisecond since 1970.
    case moment(first: Int64, last: Int64)
    /// The same, as the clocks of a zone show it.
    case local(first: Int64, last: Int64)
    /// The day that is so many days before today, by the clocks of a zone.
    case day(before: Int64)
    /// The latest such day, today included; from 0 for Monday.
    case weekday(Int64)
  }

  package let form: Form

  /// - Throws: a sentence with examples.
  package init(_ text: String) throws(TimeArgumentError) {
    let words = text.lowercased()
    let bytes = Array(text.utf8)
    if let form = Self.named(words) {
      self.form = form
    } else if Self.hasCapitalM(bytes) {
      throw .ambiguousUnit(text)
    } else if let span = try TimeSpan(words.hasSuffix(" ago") ? String(words.dropLast(4)) : words) {
      form = .age(span)
    } else if let instant = try Self.sinceEpoch(bytes) {
      form = .moment(first: instant.first, last: instant.last)
    } else if let moment = try Self.moment(bytes, text) {
      form = moment
    } else {
      throw .unreadable(text)
    }
  }

  /// Whether a number is followed by `M` alone, which is minutes to some and months to others.
  private static func hasCapitalM(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropFirst().contains { index in
      bytes[index] == UInt8(ascii: "M") && bytes[index - 1].isDigit
        && (index + 1 == bytes.count || !bytes[index + 1].isLetter)
    }
  }

  /// The first millisecond that is meant.
  ///
  /// - Parameter zone: whose clocks show a time that names no zone, and whose days begin at midnight.
  package func start(asOf now: Int64, in zone: Zone = .utc) -> Int64 {
    bounds(asOf: now, in: zone).first
  }

  /// The last millisecond that is meant: an end includes all of the day, minute or second that it names.
  package func end(asOf now: Int64, in zone: Zone = .utc) -> Int64 {
    bounds(asOf: now, in: zone).last
  }

  private func bounds(asOf now: Int64, in zone: Zone) -> (first: Int64, last: Int64) {
    switch form {
    case .age(let span):
      let time = span.before(now, in: zone)
      return (time, time)
    case .moment(let first, let last): return (first, last)
    case .local(let first, let last):
      return (zone.time(ofLocal: first), zone.time(ofLocal: last + 1) - 1)
    case .day(let before): return Self.day(Self.today(now, zone) - before, zone)
    case .weekday(let weekday):
      let today = Self.today(now, zone)
      return Self.day(today - (today + 3 - weekday).flooredRemainder(by: 7), zone)
    }
  }

  private static func today(_ now: Int64, _ zone: Zone) -> Int64 {
    CivilCalendar.day(of: now + zone.offset(at: now).milliseconds)
  }

  private static func day(_ day: Int64, _ zone: Zone) -> (first: Int64, last: Int64) {
    let start = day * CivilCalendar.millisecondsPerDay
    return (
      zone.time(ofLocal: start),
      zone.time(ofLocal: start + CivilCalendar.millisecondsPerDay) - 1
    )
  }
}

// MARK: - Reading

extension TimeArgument {
  private static func named(_ word: String) -> Form? {
    switch word {
    case "now": return .age(TimeSpan(months: 0, milliseconds: 0))
    case "today": return .day(before: 0)
    case "yesterday": return .day(before: 1)
    default:
      let weekday = CivilTime.weekdayNames.firstIndex {
        word == $0.lowercased() || word == $0.lowercased().prefix(3)
      }
      return weekday.map { .weekday(Int64($0)) }
    }
  }

  /// Fewer digits are a number without its unit: 10^8 seconds are in 1973.
  private static let secondsMin: Int64 = 100_000_000
  /// From here on the number counts milliseconds: as seconds it would be in the year 5138.
  private static let millisecondsMin: Int64 = 100_000_000_000

  /// Digits alone.
  private static func sinceEpoch(
    _ bytes: [UInt8]
  ) throws(TimeArgumentError) -> (first: Int64, last: Int64)? {
    guard !bytes.isEmpty, bytes.allSatisfy(\.isDigit) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let number = Int64(text), Timestamp.isPrintable(number) else { throw .tooLate(text) }
    guard number >= secondsMin else { throw .unitMissing(text) }
    return number < millisecondsMin
      ? (number * 1000, number * 1000 + 999) : (number, number)
  }

  /// `2026-01-31`, or that with `T09:30`, `T09:30:00`, `T09:30:00.000`, and a zone or none.
  private static func moment(
    _ bytes: [UInt8], _ text: String
  ) throws(TimeArgumentError) -> Form? {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    let date = bytes[..<10]
    if bytes.count == 10 {
      return try moment(date, "T00:00:00", zone: nil, lasting: 86_400_000, text)
    }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]) else {
      return nil
    }
    let rest = bytes[11...]
    let clock = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    let end = rest[clock.endIndex...]
    let zone = zone(end)
    guard zone != nil || end.isEmpty else { return nil }
    let time = String(decoding: clock, as: UTF8.self)
    switch clock.count {
    case 5: return try moment(date, "T\(time):00", zone: zone, lasting: 60_000, text)
    case 8: return try moment(date, "T\(time)", zone: zone, lasting: 1000, text)
    default: return try moment(date, "T\(time)", zone: zone, lasting: 1, text)
    }
  }

  private static func moment(
    _ date: ArraySlice<UInt8>, _ time: String, zone: String?, lasting milliseconds: Int64,
    _ text: String
  ) throws(TimeArgumentError) -> Form {
    let whole = Array(date) + Array((time + (zone ?? "Z")).utf8)
    guard let parsed = whole.withUnsafeBytes({ Timestamp.parse($0) }) else {
      throw .noSuchTime(text)
    }
    let (first, last) = (parsed.milliseconds, parsed.milliseconds + milliseconds - 1)
    return zone == nil ? .local(first: first, last: last) : .moment(first: first, last: last)
  }

  /// A zone as `Z` or `+02:00`, of which `+0200` and `+02` are other spellings; nil for nothing, too.
  private static func zone(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let sign = bytes.first else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? "Z" : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let digits = bytes.dropFirst().filter { $0.isDigit }
    let colons = bytes.count - 1 - digits.count
    let isColonInPlace = colons == 1 && bytes.count == 6 && bytes.dropFirst(3).first == 0x3a
    guard colons == 0 || isColonInPlace, digits.count == 2 || digits.count == 4 else { return nil }
    let minutes = digits.count == 4 ? digits[2...] : [0x30, 0x30]
    return String(decoding: [sign] + digits[..<2] + [0x3a] + minutes, as: UTF8.self)
  }
}

/// Why a string is not a time.
package enum TimeArgumentError: Error, Equatable, CustomStringConvertible {
  case unreadable(String)
  case unknownUnit(String)
  /// `1M`.
  case ambiguousUnit(String)
  /// A number without a unit that is too small for a time since 1970.
  case unitMissing(String)
  case tooOld(String)
  case tooLate(String)
  /// In the form of a time, but no calendar or clock has it.
  case noSuchTime(String)

  package var description: String {
    switch self {
    case .unreadable:
      "not a time; write 2026-01-31, 2026-01-31T09:30, yesterday, or a duration such as 7d or 1d12h"
    case .unknownUnit:
      "unknown unit; a duration is written with s, m (minutes), h, d, w, mo or y, as 90m or 1d12h"
    case .ambiguousUnit(let text):
      "M is ambiguous; write \(text.lowercased()) for minutes, or \(text.lowercased())o for months"
    case .unitMissing(let text) where text.utf8.count == 8: "write a date as 2026-01-31"
    case .unitMissing(let text):
      "a number needs a unit, as in \(text)d or \(text)h; a time in seconds since 1970 has at least 9 digits"
    case .tooOld: "a duration of more than 10,000 years"
    case .tooLate: "after the year 9999; a time since 1970 is in seconds or milliseconds"
    case .noSuchTime:
      "no such day or time; write it as 2026-01-31, 2026-01-31T09:30:00Z or 2026-01-31T10:30:00+01:00"
    }
  }
}
