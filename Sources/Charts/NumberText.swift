/// Numbers as people read them, independent of the locale.
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

  /// `1,234`, `12.5`, `0.25`: at most so many decimals, without trailing zeros.
  package static func short(_ value: Double, decimals: Int = 2) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return value.description }
    let plain = fixed(value, decimals: decimals)
    let parts = plain.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, let number = Int64(whole) else { return plain }
    let sign = number == 0 && plain.hasPrefix("-") ? "-" : ""
    return sign + grouped(number) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// `1,234.50`: exactly so many decimals, as in a column of numbers.
  package static func aligned(_ value: Double, decimals: Int) -> String {
    let text = short(value, decimals: decimals)
    guard decimals > 0, value.isFinite, value.magnitude < 1e15 else { return text }
    let digits = text.firstIndex(of: ".").map { text[$0...].dropFirst().count } ?? 0
    return text + (digits == 0 ? "." : "") + String(repeating: "0", count: decimals - digits)
  }

  /// How many decimals of a number are shown, `max` at most.
  package static func decimals(_ value: Double, max: Int = 2) -> Int {
    let text = fixed(value, decimals: max)
    return text.firstIndex(of: ".").map { text[$0...].dropFirst().count } ?? 0
  }

  /// `1234.5`, for programs; integers without a decimal point.
  package static func plain(_ value: Double) -> String {
    Int64(exactly: value).map { "\($0)" } ?? value.description
  }

  /// A coordinate: at most so many decimals, no exponent, no grouping.
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
