import JSON
import Time

/// The times of log records as formats write them: numbers of seconds, milliseconds, microseconds or nanoseconds since
/// 1970, or text.
package enum LogTime {
  /// The largest numbers that mean seconds, milliseconds and microseconds: the year 5138 in each unit.
  private static let secondsMax = 1e11
  private static let millisecondsMax = 1e14
  private static let microsecondsMax = 1e17

  /// Reads `2026-06-05T12:17:11.000Z`, with a blank for the T, with an offset or without a zone (then UTC),
  /// `/Date(1780661831000)/`, and numbers; milliseconds since 1970, nil for anything that is not a time.
  package static func milliseconds(text: some Collection<UInt8>) -> Int64? {
    guard !text.isEmpty, text.count <= 48 else { return nil }
    let text = Array(text)
    if text.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) {
      return text.withUnsafeBytes { milliseconds(number: $0) }
    }
    let dotNet = Array("/Date(".utf8)
    if text.starts(with: dotNet) {
      let digits = text.dropFirst(dotNet.count).prefix { (0x30...0x39).contains($0) }
      return Int64(String(decoding: digits, as: UTF8.self))
    }
    return parse(text) ?? parse(normalized(text))
  }

  /// The text as RFC 3339 writes times: `2026-06-05 12:17:11,000 +0200` and `2026/06/05 12:17:11 UTC` in other words.
  private static func normalized(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for zone in [" +0000 UTC", " UTC", " GMT", " Z"]
    where text.reversed().starts(with: zone.utf8.reversed()) {
      text.removeLast(zone.utf8.count)
      text.append(UInt8(ascii: "Z"))
    }
    guard text.count >= 19 else { return text + [UInt8(ascii: "Z")] }
    for position in [4, 7] where text[position] == UInt8(ascii: "/") {
      text[position] = UInt8(ascii: "-")
    }
    if text[10] == UInt8(ascii: " ") { text[10] = UInt8(ascii: "T") }
    if text.count > 19, text[19] == UInt8(ascii: ",") { text[19] = UInt8(ascii: ".") }
    guard let sign = text.dropFirst(19).firstIndex(where: { $0 == 0x2b || $0 == 0x2d }) else {
      return text.last.map { $0 | 0x20 } == UInt8(ascii: "z") ? text : text + [UInt8(ascii: "Z")]
    }
    var offset = text[(sign + 1)...].filter { $0 != UInt8(ascii: ":") }
    if offset.count == 2 { offset += [0x30, 0x30] }
    guard offset.count == 4 else { return text }
    let time = text[..<sign].filter { $0 != 0x20 }
    return time + [text[sign]] + offset[..<2] + [UInt8(ascii: ":")] + offset[2...]
  }

  private static func parse(_ text: [UInt8]) -> Int64? {
    text.withUnsafeBytes { Timestamp.parse($0)?.milliseconds }
  }

  /// Whole numbers without the rounding of fractions: nanoseconds have more digits than a Double.
  private static func milliseconds(whole value: Int64) -> Int64 {
    switch Double(value) {
    case ...secondsMax: value * 1000
    case ...millisecondsMax: value
    case ...microsecondsMax: value / 1000
    default: value / 1_000_000
    }
  }

  /// Milliseconds since 1970; nil for anything that is not a time.
  package static func milliseconds(number: UnsafeRawBufferPointer) -> Int64? {
    if let value = Int64(String(decoding: number, as: UTF8.self)), value >= 0 {
      return milliseconds(whole: value)
    }
    guard let value = Double(String(decoding: number, as: UTF8.self)), value.isFinite, value >= 0
    else { return nil }
    let scaled: Double =
      switch value {
      case ...secondsMax: (value * 1000).rounded()
      case ...millisecondsMax: value
      case ...microsecondsMax: value / 1000
      default: value / 1_000_000
      }
    return Int64(exactly: scaled.rounded(.down))
  }
}
