import Charts
import Events
import InsightsSQLite
import Queries
package import SQLite
import Storage
import Time
import Verdicts

/// The SQL functions that built-in reports call, and that are available in SQL.
package enum ReportFunctions {
  /// Makes the functions known to a connection, and those of queries that reports call as well.
  package static func register(on connection: Connection) throws(SQLiteError) {
    try ArchiveFunctions.register(on: connection)
    try GroupingFunctions.register(on: connection)
    try InsightsFunctions.register(on: connection)
    try registerTexts(on: connection)
    try registerTimes(on: connection)
    try registerCategories(on: connection)
  }

  private static func registerTexts(on connection: Connection) throws(SQLiteError) {
    // text_pattern(text): ids, numbers and addresses become `*`, so that reasons of one kind are equal.
    try connection.createFunction(name: "text_pattern", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      let pattern = arguments.withBytes(at: 0) { ReasonPattern.make(from: $0) }
      pattern.withUnsafeBytes { result.returnText($0) }
    }
    // arn_last_part(arn): what follows the last `/` or `:`.
    try connection.createFunction(name: "arn_last_part", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      arguments.withBytes(at: 0) { arn in
        let cut = arn.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        result.returnText(UnsafeRawBufferPointer(rebasing: arn[(cut.map { $0 + 1 } ?? 0)...]))
      }
    }
    // arn_part(arn, n): the n-th of the parts that colons keep apart, from 1: 4 is the region, 5 the account.
    try connection.createFunction(name: "arn_part", argumentCount: 2) { arguments, result in
      guard let arn = arguments.string(at: 0),
        let part = part(Int(clamping: arguments.integer(at: 1)), ofARN: arn)
      else { return result.returnNull() }
      result.returnText(part)
    }
  }

  /// The n-th part of an ARN, from 1; nil if it is missing or empty.
  static func part(_ number: Int, ofARN arn: String) -> String? {
    let parts = arn.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.indices.contains(number - 1), !parts[number - 1].isEmpty else { return nil }
    return String(parts[number - 1])
  }

  private static func registerCategories(
    on connection: Connection
  ) throws(SQLiteError) {
    // category_title(category), category_advice(category): what a cause is called, and what to do about it.
    let texts: [(String, (StopCategory) -> String)] = [
      ("category_title", \.title), ("category_advice", \.advice),
    ]
    for (name, text) in texts {
      try connection.createFunction(name: name, argumentCount: 1) { arguments, result in
        guard let category = arguments.string(at: 0).flatMap(StopCategory.init(rawValue:)) else {
          return result.returnNull()
        }
        result.returnText(text(category))
      }
    }
    // rules_version(): the version of the rules by which this program classifies stops, with the archive's sidecar names.
    // A database that is not an archive has no sidecar names.
    let version = VerdictClassifier.rulesVersion(
      with: (try? SidecarList(in: connection)) ?? SidecarList())
    try connection.createFunction(name: "rules_version", argumentCount: 0) { _, result in
      result.returnText(version)
    }
    // is_known_stop_code(code): whether the rules know a stop code.
    try connection.createFunction(name: "is_known_stop_code", argumentCount: 1) {
      arguments, result in
      let code = arguments.string(at: 0).flatMap(StopCode.init(rawValue:))
      result.returnBoolean(code != nil)
    }
  }

  private static func registerTimes(on connection: Connection) throws(SQLiteError) {
    // seconds_text(seconds): `412 ms`, `7.2 s`, `3 min 20 s`, `5 h 12 min`, `12 d 4 h`.
    try connection.createFunction(name: "seconds_text", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      result.returnText(DurationText.text(seconds: arguments.real(at: 0)))
    }
    // day_text(day): the date of a number of days since 1970.
    try connection.createFunction(name: "day_text", argumentCount: 1) { arguments, result in
      let (time, isOutside) = arguments.integer(at: 0).multipliedReportingOverflow(
        by: ReportWindow.dayMilliseconds)
      guard !arguments.isNull(at: 0), !isOutside, Timestamp.isPrintable(time) else {
        return result.returnNull()
      }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Timestamp.textBytesMax) { room in
        guard let start = room.baseAddress else { return }
        _ = Timestamp.write(time, to: start)
        result.returnText(
          UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<dayBytes]))
      }
    }
    // weekday_text(day): the day of the week of such a number, `1 Monday` to `7 Sunday`.
    try connection.createFunction(name: "weekday_text", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      // The first day of 1970 was a Thursday.
      let number = Int((arguments.integer(at: 0) % 7 + 10) % 7)
      result.returnText("\(number + 1) \(weekdays[number])")
    }
  }

  /// `2026-01-31`, with which an instant begins.
  private static let dayBytes = 10

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}
