/// An instant as ECS writes it: milliseconds since 1970-01-01 UTC ↔ `2026-01-31T09:30:00.12Z`.
///
/// ECS drops trailing zeros of the fraction, and the fraction altogether where it is zero
/// (ecs-stop-events.md, section a.9).
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
      let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      let hour = number(text, 11, 2), let minute = number(text, 14, 2),
      let second = number(text, 17, 2),
      (1...12).contains(month), day >= 1, day <= days(inMonth: month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var position = 19
    guard let fraction = parseFraction(text, &position),
      let zone = parseZone(text, &position), position == text.count
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - zone.offsetSeconds
    return Parsed(
      milliseconds: Int64(seconds) * 1000 + Int64(fraction.milliseconds),
      isCanonical: fraction.isCanonical && zone.isZ)
  }

  /// Prints an instant as ECS does; returns the number of bytes.
  ///
  /// Years before 0 or after 9999 are not printable.
  package static func write(_ milliseconds: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    var count = writeSeconds(milliseconds, separator: letterT, to: out)
    let fraction = Int(floorModulo(milliseconds, 1000))
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
    put(Int(floorModulo(milliseconds, 1000)), digits: 3, at: count + 1, in: out)
    return count + 4
  }

  /// Whether an instant lies in the years 0 to 9999, which is what four digits can print.
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

  private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for position in start..<start + count {
      let digit = Int(text[position]) - Int(zero)
      guard digit >= 0, digit <= 9 else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func parseFraction(
    _ text: UnsafeRawBufferPointer, _ position: inout Int
  ) -> (milliseconds: Int, isCanonical: Bool)? {
    guard text[position] == dot else { return (0, true) }
    position += 1
    var milliseconds = 0
    var digits = 0
    var last: UInt8 = 0
    while position < text.count, text[position] >= zero, text[position] <= zero + 9 {
      last = text[position]
      if digits < 3 { milliseconds = milliseconds * 10 + Int(last - zero) }
      digits += 1
      position += 1
    }
    guard digits >= 1, digits <= 9 else { return nil }
    for _ in digits..<max(digits, 3) { milliseconds *= 10 }
    return (milliseconds, digits <= 3 && last != zero)
  }

  private static func parseZone(
    _ text: UnsafeRawBufferPointer, _ position: inout Int
  ) -> (offsetSeconds: Int, isZ: Bool)? {
    guard position < text.count else { return nil }
    if text[position] == letterZ {
      position += 1
      return (0, true)
    }
    let sign = text[position] == UInt8(ascii: "+") ? 1 : text[position] == dash ? -1 : 0
    guard sign != 0, position + 6 <= text.count, text[position + 3] == colon,
      let hours = number(text, position + 1, 2), let minutes = number(text, position + 4, 2),
      hours < 24, minutes < 60
    else { return nil }
    position += 6
    return (sign * (hours * 3600 + minutes * 60), false)
  }

  private static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: return 31
    }
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar; years start in March so that the leap day comes last.
  package static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of a day counted from 1970-01-01; the inverse of `daysSince1970`.
  package static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  private static func put(
    _ value: Int, digits: Int, at start: Int, in out: UnsafeMutablePointer<UInt8>
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
    let secondOfDay = Int(floorModulo(milliseconds, 86_400_000) / 1000)
    let day = Int((milliseconds - floorModulo(milliseconds, 86_400_000)) / 86_400_000)
    let date = date(ofDay: day)
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
