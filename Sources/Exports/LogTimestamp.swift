/// The beginning of a line in an S3 export: `2020-06-05T12:17:11.000Z` and a space.
enum LogTimestamp {
  /// Bytes of the timestamp with its space.
  static let byteCount = 25

  private static let pattern = Array("0000-00-00T00:00:00.000Z ".utf8)

  /// The time in milliseconds since 1970 if such a timestamp stands at `position`, else nil.
  static func parse(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int64? {
    guard bytes.count - position >= byteCount else { return nil }
    let text = UnsafeRawBufferPointer(rebasing: bytes[position..<position + byteCount])
    // Nearly every line that is none fails here.
    guard text[4] == 0x2d, text[10] == 0x54, text[24] == 0x20 else { return nil }
    guard text[7] == 0x2d, text[13] == 0x3a, text[16] == 0x3a, text[19] == 0x2e, text[23] == 0x5a
    else { return nil }
    var digits = Digits(text)
    let year = digits.number(0, 4)
    let month = digits.number(5, 2)
    let day = digits.number(8, 2)
    let hour = digits.number(11, 2)
    let minute = digits.number(14, 2)
    let second = digits.number(17, 2)
    let millisecond = digits.number(20, 3)
    guard digits.areValid, (1...12).contains(month), day >= 1,
      day <= dayCount(ofMonth: month, year: year), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return Int64(seconds * 1_000 + millisecond)
  }

  /// Whether the bytes are a timestamp cut short, down to its first digit.
  static func isBeginning(_ bytes: UnsafeRawBufferPointer) -> Bool {
    !bytes.isEmpty && bytes.count <= byteCount
      && zip(bytes, pattern).allSatisfy { byte, wanted in
        wanted == 0x30 ? (0x30...0x39).contains(byte) : byte == wanted
      }
  }

  private static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts years from March, so that the leap day is the last of its year.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  private struct Digits {
    private let text: UnsafeRawBufferPointer
    private(set) var areValid = true

    init(_ text: UnsafeRawBufferPointer) {
      self.text = text
    }

    mutating func number(_ from: Int, _ count: Int) -> Int {
      var value = 0
      for index in from..<from + count {
        let digit = Int(text[index]) - 0x30
        if digit < 0 || digit > 9 { areValid = false }
        value = value * 10 + digit
      }
      return value
    }
  }
}
