/// Numbers as people read them, without asking the locale.
package enum NumberText {
  /// `1,234,567`.
  package static func grouped(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `1,234`, `12.5`, `0.25`: at most so many digits behind the point, without trailing zeros.
  package static func short(_ value: Double, decimals: Int = 2) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return value.description }
    let plain = fixed(value, decimals: decimals)
    let parts = plain.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, let number = Int64(whole) else { return plain }
    let sign = number == 0 && plain.hasPrefix("-") ? "-" : ""
    return sign + grouped(number) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// A coordinate: at most so many digits behind the point, no exponent, no grouping.
  static func fixed(_ value: Double, decimals: Int = 3) -> String {
    guard value.isFinite else { return "0" }
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = (value * power).rounded()
    guard scaled.magnitude < 9e18 else { return value.description }
    let units = Int64(scaled)
    let whole = units.magnitude / UInt64(power)
    var fraction = String(units.magnitude % UInt64(power))
    fraction = String(repeating: "0", count: decimals - min(decimals, fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = units < 0 ? "-" : ""
    return fraction.isEmpty || decimals == 0 ? sign + String(whole) : "\(sign)\(whole).\(fraction)"
  }
}
