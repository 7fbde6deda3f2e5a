/// A time as people write it, on a command line or in a URL: ISO 8601, a date, or a duration such as `45d`.
package struct TimeArgument: Equatable {
  /// What the text means.
  package enum Form: Equatable {
    /// This long ago, in milliseconds.
    case age(Int64)
    /// The day, minute, second or millisecond that was named: its first and its last millisecond since 1970.
    case moment(first: Int64, last: Int64)
  }

  package let form: Form

  /// - Throws: a sentence with examples.
  package init(_ text: String) throws(TimeArgumentError) {
    let bytes = Array(text.utf8)
    if let age = try Self.age(bytes, text) {
      form = age
    } else if let moment = try Self.moment(bytes, text) {
      form = moment
    } else {
      throw .unreadable(text)
    }
  }

  /// The first millisecond that is meant.
  package func start(asOf now: Int64) -> Int64 {
    switch form {
    case .age(let milliseconds): now - milliseconds
    case .moment(let first, _): first
    }
  }

  /// The last millisecond that is meant: an end includes all of the day, minute or second that it names.
  package func end(asOf now: Int64) -> Int64 {
    switch form {
    case .age(let milliseconds): now - milliseconds
    case .moment(_, let last): last
    }
  }
}

extension TimeArgument {
  /// Ages beyond this are mistakes: 10,000 years.
  private static let ageMax: Int64 = 10_000 * 366 * 86_400_000

  /// Digits and a unit; nil for anything else.
  private static func age(
    _ bytes: [UInt8], _ text: String
  ) throws(TimeArgumentError) -> Form? {
    let digits = bytes.prefix { $0.isDigit }
    let unit = bytes[digits.endIndex...]
    guard !digits.isEmpty, !unit.isEmpty, unit.allSatisfy({ $0.isLetter }) else { return nil }
    let milliseconds: Int64
    switch Array(unit) {
    case Array("s".utf8): milliseconds = 1000
    case Array("m".utf8): milliseconds = 60_000
    case Array("h".utf8): milliseconds = 3_600_000
    case Array("d".utf8): milliseconds = 86_400_000
    case Array("w".utf8): milliseconds = 7 * 86_400_000
    default: throw .unknownUnit(text)
    }
    guard let count = Int64(String(decoding: digits, as: UTF8.self)), count <= ageMax / milliseconds
    else { throw .tooOld(text) }
    return .age(count * milliseconds)
  }

  /// `2026-01-31`, or that with `T09:30`, `T09:30:00`, `T09:30:00.000`, and a zone or none for UTC.
  private static func moment(
    _ bytes: [UInt8], _ text: String
  ) throws(TimeArgumentError) -> Form? {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    let date = bytes[..<10]
    if bytes.count == 10 { return try moment(date, "T00:00:00Z", lasting: 86_400_000, text) }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]) else {
      return nil
    }
    let rest = bytes[11...]
    let clock = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    guard let zone = zone(rest[clock.endIndex...]) else { return nil }
    let time = String(decoding: clock, as: UTF8.self)
    switch clock.count {
    case 5: return try moment(date, "T\(time):00\(zone)", lasting: 60_000, text)
    case 8: return try moment(date, "T\(time)\(zone)", lasting: 1000, text)
    default: return try moment(date, "T\(time)\(zone)", lasting: 1, text)
    }
  }

  private static func moment(
    _ date: ArraySlice<UInt8>, _ time: String, lasting milliseconds: Int64, _ text: String
  ) throws(TimeArgumentError) -> Form {
    let whole = Array(date) + Array(time.utf8)
    guard let parsed = whole.withUnsafeBytes({ Timestamp.parse($0) }) else {
      throw .noSuchTime(text)
    }
    return .moment(first: parsed.milliseconds, last: parsed.milliseconds + milliseconds - 1)
  }

  /// A zone in the one form that is parsed: `Z`, `+02:00`; `+0200` and `+02` become it, nothing becomes `Z`.
  private static func zone(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let sign = bytes.first else { return "Z" }
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
  case tooOld(String)
  /// In the form of a time, but no calendar or clock has it.
  case noSuchTime(String)

  package var description: String {
    switch self {
    case .unreadable: "a time is 2026-01-31, 2026-01-31T09:30:00Z, or a duration such as 45d or 6h"
    case .unknownUnit: "an age is a number with s, m (minutes), h, d or w, such as 90m, 45d or 2w"
    case .tooOld: "an age of more than 10,000 years"
    case .noSuchTime:
      "there is no such day or time; write it as 2026-01-31, 2026-01-31T09:30:00Z"
        + " or 2026-01-31T10:30:00+01:00"
    }
  }
}
