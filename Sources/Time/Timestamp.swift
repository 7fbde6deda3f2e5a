/// Instants, milliseconds since 1970-01-01 UTC, as text: `2026-01-31T09:30:00.12Z` as ECS writes them, and
/// `2026-01-31 09:30:00.120` as Logs Insights prints them.
///
/// ECS drops trailing zeros of the fraction, and the fraction altogether where it is zero.
package enum Timestamp {
  /// The longest text that `write` makes.
  package static let textBytesMax = 24

  /// What a text says.
  package struct Parsed {
    /// Milliseconds since 1970; finer digits are cut.
    package let milliseconds: Int64
    /// Whether `write` would print the same bytes.
    package let isCanonical: Bool
  }

  /// Reads `YYYY-MM-DDTHH:MM:SS[.f…](Z|±HH:MM)`; nil for anything else, days that no calendar has included.
  package static func parse(_ text: UnsafeRawBufferPointer) -> Parsed? {
    guard text.count >= 20, text[4] == dash, text[7] == dash, text[10] == letterT,
      text[13] == colon, text[16] == colon,
      let year = number(text, 0, 4), let month = number(text, 5, 2),
      let dayOfMonth = number(text, 8, 2),
      let hour = number(text, 11, 2), let minute = number(text, 14, 2),
      let second = number(text, 17, 2),
      (1...12).contains(month), dayOfMonth >= 1,
      dayOfMonth <= CivilCalendar.dayCount(ofMonth: month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var position = 19
    guard let fraction = parseFraction(text, &position),
      let zone = parseZone(text, &position), position == text.count
    else { return nil }
    let day = CivilCalendar.firstDay(ofMonth: month, year: year) + dayOfMonth - 1
    let seconds = ((day * 24 + hour) * 60 + minute) * 60 + second - zone.offsetSeconds
    return Parsed(
      milliseconds: seconds * 1000 + fraction.milliseconds,
      isCanonical: fraction.isCanonical && zone.isZ)
  }

  /// Prints an instant as ECS does; returns the number of bytes.
  ///
  /// Years before 0 or after 9999 are not printable.
  package static func write(_ milliseconds: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    var count = writeSeconds(milliseconds, separator: letterT, to: out)
    let fraction = milliseconds.flooredRemainder(by: 1000)
    if fraction != 0 {
      out[count] = dot
      put(fraction, digits: 3, at: count + 1, in: out)
      count += 4
      while out[count - 1] == zero { count -= 1 }
    }
    out[count] = letterZ
    return count + 1
  }

  /// Prints `YYYY-MM-DD HH:MM:SS.mmm`, the form of Logs Insights (logs-insights.md, section 10.5).
  package static func writeInsights(
    _ milliseconds: Int64, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let count = writeSeconds(milliseconds, separator: space, to: out)
    out[count] = dot
    put(milliseconds.flooredRemainder(by: 1000), digits: 3, at: count + 1, in: out)
    return count + 4
  }

  /// Whether an instant lies in the years 0 to 9999, which is what four digits can print.
  @inlinable
  package static func isPrintable(_ milliseconds: Int64) -> Bool {
    milliseconds >= -62_167_219_200_000 && milliseconds <= 253_402_300_799_999
  }
}

extension Timestamp {
  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")
  private static let dot = UInt8(ascii: ".")
  private static let space = UInt8(ascii: " ")
  private static let zero = UInt8(ascii: "0")
  private static let letterT = UInt8(ascii: "T")
  private static let letterZ = UInt8(ascii: "Z")

  private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int64? {
    var value: Int64 = 0
    for position in start..<start + count {
      let digit = Int64(text[position]) - Int64(zero)
      guard digit >= 0, digit <= 9 else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func parseFraction(
    _ text: UnsafeRawBufferPointer, _ position: inout Int
  ) -> (milliseconds: Int64, isCanonical: Bool)? {
    guard text[position] == dot else { return (0, true) }
    position += 1
    var milliseconds: Int64 = 0
    var digits = 0
    var last: UInt8 = 0
    while position < text.count, text[position] >= zero, text[position] <= zero + 9 {
      last = text[position]
      if digits < 3 { milliseconds = milliseconds * 10 + Int64(last - zero) }
      digits += 1
      position += 1
    }
    guard digits >= 1, digits <= 9 else { return nil }
    for _ in digits..<max(digits, 3) { milliseconds *= 10 }
    return (milliseconds, digits <= 3 && last != zero)
  }

  private static func parseZone(
    _ text: UnsafeRawBufferPointer, _ position: inout Int
  ) -> (offsetSeconds: Int64, isZ: Bool)? {
    guard position < text.count else { return nil }
    if text[position] == letterZ {
      position += 1
      return (0, true)
    }
    let sign: Int64 = text[position] == UInt8(ascii: "+") ? 1 : text[position] == dash ? -1 : 0
    guard sign != 0, position + 6 <= text.count, text[position + 3] == colon,
      let hours = number(text, position + 1, 2), let minutes = number(text, position + 4, 2),
      hours < 24, minutes < 60
    else { return nil }
    position += 6
    return (sign * (hours * 3600 + minutes * 60), false)
  }

  private static func put(
    _ value: Int64, digits: Int, at start: Int, in out: UnsafeMutablePointer<UInt8>
  ) {
    var rest = value
    for position in stride(from: start + digits - 1, through: start, by: -1) {
      out[position] = zero + UInt8(rest % 10)
      rest /= 10
    }
  }

  private static func writeSeconds(
    _ milliseconds: Int64, separator: UInt8, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let secondOfDay = milliseconds.flooredRemainder(by: CivilCalendar.millisecondsPerDay) / 1000
    let date = CivilCalendar.date(ofDay: CivilCalendar.day(of: milliseconds))
    put(date.year, digits: 4, at: 0, in: out)
    out[4] = dash
    put(date.month, digits: 2, at: 5, in: out)
    out[7] = dash
    put(date.day, digits: 2, at: 8, in: out)
    out[10] = separator
    put(secondOfDay / 3600, digits: 2, at: 11, in: out)
    out[13] = colon
    put(secondOfDay / 60 % 60, digits: 2, at: 14, in: out)
    out[16] = colon
    put(secondOfDay % 60, digits: 2, at: 17, in: out)
    return 19
  }
}
