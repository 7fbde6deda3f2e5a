/// A distance from UTC.
package struct ZoneOffset: Equatable {
  /// Positive to the east.
  ///
  /// Whole minutes, except for local times before zones were agreed on.
  package let seconds: Int64

  package var milliseconds: Int64 { seconds * 1000 }

  static let utc = ZoneOffset(seconds: 0)

  init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads `UTC`, `GMT`, `Z`, `+02:00`, `-0530`, `+2`, and offsets after `UTC` or `GMT`.
  init?(_ text: UnsafeRawBufferPointer) {
    var text = text[...]
    for name in ["UTC", "GMT"] where text.prefix(3).map(\.uppercasedASCII) == Array(name.utf8) {
      text = text.dropFirst(3)
      if text.isEmpty {
        self = .utc
        return
      }
    }
    if text.count == 1, text.first?.uppercasedASCII == UInt8(ascii: "Z") {
      self = .utc
      return
    }
    guard let (offset, length) = Self.offset(in: text), length == text.count else { return nil }
    self = offset
  }

  /// The offset at the start of a text, and how long it is: `+2`, `+02`, `+0200`, `+02:00`.
  static func offset(in text: Slice<UnsafeRawBufferPointer>) -> (ZoneOffset, length: Int)? {
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return nil
    }
    let hourDigits = text.dropFirst().prefix(2).prefix(while: \.isDigit)
    guard !hourDigits.isEmpty else { return nil }
    var length = 1 + hourDigits.count
    var rest = text.dropFirst(length)
    let hasColon = rest.first == UInt8(ascii: ":")
    if hasColon { rest = rest.dropFirst() }
    let minuteDigits = rest.prefix(2).prefix(while: \.isDigit)
    var minutes = number(hourDigits) * 60
    if minuteDigits.count == 2, hourDigits.count == 2 {
      guard number(minuteDigits) < 60 else { return nil }
      minutes += number(minuteDigits)
      length += (hasColon ? 1 : 0) + 2
    }
    // The law knows -12:00 to +14:00, ISO 8601 a day.
    guard minutes <= 18 * 60 else { return nil }
    return (ZoneOffset(seconds: (sign == UInt8(ascii: "-") ? -minutes : minutes) * 60), length)
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int64 {
    digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// `+0200`, with a separator between hours and minutes; seconds are left out.
  func text(separator: String = "") -> String {
    let (hours, rest) = (seconds.magnitude / 60).quotientAndRemainder(dividingBy: 60)
    let digits = [hours, rest].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (seconds < 0 ? "-" : "+") + digits.joined(separator: separator)
  }
}
