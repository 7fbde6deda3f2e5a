/// Quantities as people read them.
package enum Quantity {
  /// `1,234,567`.
  package static func count(_ number: Int) -> String {
    NumberText.grouped(Int64(number))
  }

  /// `1 file`, `2,000 files`.
  package static func of(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The same for a noun with another plural: `1 query`, `2 queries`.
  package static func of(_ number: Int, _ noun: String, plural: String) -> String {
    number == 1 ? "1 \(noun)" : "\(count(number)) \(plural)"
  }

  /// `3.4 GB`, by thousands.
  package static func bytes(_ number: Int64) -> String {
    var value = Double(number)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 1000 { return unit == "B" ? "\(number) B" : "\(tenths(value)) \(unit)" }
      value /= 1000
    }
    return "\(tenths(value)) TB"
  }

  /// `7.2 s`, `3 min 20 s`, `2 h 5 min`.
  package static func duration(_ seconds: Double) -> String {
    if seconds < 60 { return "\(tenths(seconds)) s" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
