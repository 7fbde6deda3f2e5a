import Charts
import Time

/// Times and lengths of time as pages say them.
package enum TimeText {
  package static let hour: Int64 = 3_600_000
  package static let day: Int64 = ReportWindow.dayMilliseconds

  /// `26 Jan`.
  package static func shortDate(_ time: Int64) -> String {
    let date = CivilTime(time)
    return "\(date.day) \(date.monthName.prefix(3))"
  }

  /// `Jan 2026`.
  package static func month(_ time: Int64) -> String {
    let date = CivilTime(time)
    return "\(date.monthName.prefix(3)) \(date.year)"
  }

  /// `Mon 26 Jan 2026`.
  package static func longDate(_ time: Int64) -> String {
    let date = CivilTime(time)
    return "\(date.weekdayName.prefix(3)) \(shortDate(time)) \(date.year)"
  }

  /// `09:30`.
  package static func clock(_ time: Int64) -> String { String(minute(time).suffix(5)) }

  /// `2026-01-31 09:30`; all of the number where no year of four digits has it.
  package static func minute(_ time: Int64) -> String { cut(time, to: 16) }

  /// `2026-01-31 09:30:00`.
  package static func second(_ time: Int64) -> String { cut(time, to: 19) }

  private static func cut(_ time: Int64, to count: Int) -> String {
    guard Timestamp.isPrintable(time) else { return Timestamp.text(time) }
    return String(
      decoding: Timestamp.text(time).utf8.prefix(count).map {
        $0 == UInt8(ascii: "T") ? UInt8(ascii: " ") : $0
      }, as: UTF8.self)
  }

  /// `302 days`, `26 hours`, `5 minutes`: how old something is, in whole units.
  package static func age(_ milliseconds: Int64) -> String {
    let units: [(name: String, length: Int64)] = [("day", day), ("hour", hour), ("minute", 60_000)]
    let unit = units.first { milliseconds >= 2 * $0.length } ?? units[2]
    let number = milliseconds / unit.length
    return "\(NumberText.grouped(number)) \(unit.name)\(number == 1 ? "" : "s")"
  }

  /// `7 days`, `1 hour`, `2.5 days`, `20 minutes`.
  package static func length(_ milliseconds: Int64) -> String {
    // The last millisecond belongs to a window.
    let minutes = Double(milliseconds) / 60_000
    let units: [(name: String, minutes: Double)] = [
      ("day", 1440), ("hour", 60), ("minute", 1), ("second", 1.0 / 60),
    ]
    let unit = units.first { minutes >= 0.999 * $0.minutes } ?? units[3]
    let tenths = Int((minutes / unit.minutes * 10).rounded())
    let number = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return number == "1" ? "1 \(unit.name)" : "\(number) \(unit.name)s"
  }
}
