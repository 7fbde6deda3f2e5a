import Events

/// Instants as rows show them.
enum TimeText {
  /// `2026-01-31 09:30:00.000`, UTC, as Logs Insights prints it; the number where no year of four digits has it.
  static func instant(_ milliseconds: Int64) -> String {
    guard Timestamp.isPrintable(milliseconds) else { return String(milliseconds) }
    return String(unsafeUninitializedCapacity: Timestamp.textBytesMax) { room in
      room.baseAddress.map { Timestamp.writeInsights(milliseconds, to: $0) } ?? 0
    }
  }

  /// `2026-01-31`, from a day counted from 1970-01-01.
  static func day(_ day: Int64) -> String { String(instant(day * 86_400_000).prefix(10)) }
}
