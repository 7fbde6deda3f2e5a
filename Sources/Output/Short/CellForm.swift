/// How much of its values a column shows, before anything is cut to a width.
enum CellForm: Equatable, Sendable {
  case whole
  /// Only so many characters of a time: its day, its minute or its second.
  case time(length: Int)
  /// As much of a time, without its year.
  case timeOfYear(length: Int)
  /// The distinguishing part, with so many characters of ids.
  case short(idLength: Int)

  /// The lengths of times: seconds, minutes, days.
  static let timeLengths = (seconds: 19, minutes: 16, day: 10)

  func text(_ text: String) -> String {
    switch self {
    case .whole: text
    case .time(let length): TimeText.isTime(text) ? String(text.prefix(length)) : text
    case .timeOfYear(let length):
      TimeText.isTime(text) ? String(text.prefix(length).dropFirst("2026-".count)) : text
    case .short(let length): ShortText.of(text, idLength: length) ?? text
    }
  }
}

/// Times as the archive prints them.
enum TimeText {
  private static let pattern = Array("0000-00-00 00:00:00.000".utf8)

  /// Whether a text is `2026-01-31 09:30:00.000`, or the beginning of one from the day on.
  static func isTime(_ text: String) -> Bool {
    let count = text.utf8.count
    guard count == pattern.count || count == 19 || count == 16 || count == 10 else { return false }
    return zip(text.utf8, pattern).allSatisfy { byte, sign in
      sign == UInt8(ascii: "0")
        ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == sign
    }
  }
}
