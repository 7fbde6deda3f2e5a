/// How times are printed: `2026-01-31 09:30:00.000`, UTC.
public enum TimestampText {
  /// The times of the years 1 to 9999; there the order of texts is the order of times.
  public static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// The text of a time in milliseconds since 1970.
  public static func text(of milliseconds: Int64) -> [UInt8] {
    let day = milliseconds.flooredQuotient(by: Calendar.millisecondsPerDay)
    let date = Calendar.date(ofDay: day)
    let time = milliseconds.flooredRemainder(by: Calendar.millisecondsPerDay)
    let year = date.month.flooredQuotient(by: 12) + 1
    var text: [UInt8] = []
    text.reserveCapacity(23)
    append(year, 4, to: &text)
    text.append(UInt8(ascii: "-"))
    append(date.month.flooredRemainder(by: 12) + 1, 2, to: &text)
    text.append(UInt8(ascii: "-"))
    append(date.day, 2, to: &text)
    text.append(UInt8(ascii: " "))
    append(time / 3_600_000, 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(time / 60_000 % 60, 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(time / 1000 % 60, 2, to: &text)
    text.append(UInt8(ascii: "."))
    append(time % 1000, 3, to: &text)
    return text
  }

  private static func append(_ value: Int64, _ width: Int, to text: inout [UInt8]) {
    if value < 0 { text.append(UInt8(ascii: "-")) }
    let digits = Array(String(value.magnitude).utf8)
    for _ in 0..<max(0, width - digits.count) { text.append(UInt8(ascii: "0")) }
    text += digits
  }

  /// The first time whose text is above another text, or not below it.
  ///
  /// So a comparison of a printed time with a text becomes one of numbers, which an index can
  /// answer. The end of the range plus one if there is none.
  static func first(above text: String, orEqual: Bool) -> Int64 {
    let text = Array(text.utf8)
    var low = range.lowerBound
    var high = range.upperBound + 1
    while low < high {
      let middle = low + (high - low) / 2
      let order = Self.text(of: middle).withUnsafeBytes { printed in
        text.withUnsafeBytes { DynamicValue.compareBytes(printed, $0) }
      }
      if order > 0 || orEqual && order == 0 { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
