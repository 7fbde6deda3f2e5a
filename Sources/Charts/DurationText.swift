/// Lengths of time as people read them, on terminals and pages.
package enum DurationText {
  /// `850 ms`, `7.2 s`, `14 min 25 s`, `3 h 5 min`, `1 d 13 h`: two units at most, rounded down.
  package static func text(milliseconds: Int64) -> String {
    let sign = milliseconds < 0 ? "-" : ""
    let value = milliseconds.magnitude
    switch value {
    case ..<1000: return "\(sign)\(value) ms"
    case ..<60_000: return "\(sign)\(value / 1000).\(value / 100 % 10) s"
    case ..<3_600_000: return sign + pair(value / 60_000, "min", value / 1000 % 60, "s")
    case ..<86_400_000: return sign + pair(value / 3_600_000, "h", value / 60_000 % 60, "min")
    default: return sign + pair(value / 86_400_000, "d", value / 3_600_000 % 24, "h")
    }
  }

  /// Values too large for milliseconds in 64 bits count as the largest.
  package static func text(seconds: Double) -> String {
    guard !seconds.isNaN else { return "unknown" }
    return text(
      milliseconds: Int64(exactly: (seconds * 1000).rounded()) ?? (seconds < 0 ? -.max : .max))
  }

  /// A smaller unit of which there is nothing is left out.
  private static func pair(
    _ large: UInt64, _ largeUnit: String, _ small: UInt64, _ smallUnit: String
  ) -> String {
    let text = "\(NumberText.grouped(Int64(large))) \(largeUnit)"
    return small == 0 ? text : "\(text) \(small) \(smallUnit)"
  }
}
