/// A horizontal bar of characters.
package enum TextBar {
  private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar for a value, of `cells` cells for the largest one.
  ///
  /// What is above zero is drawn, however small: a short bar is not the same as none. In ASCII a
  /// cell is drawn from its half on.
  package static func text(
    _ value: Double, largest: Double, cells: Int, isASCII: Bool = false
  ) -> String {
    guard value > 0, largest > 0, value.isFinite, cells > 0 else { return "" }
    let length = min(1, value / largest) * Double(cells)
    if isASCII {
      return String(repeating: "#", count: max(1, Int(length.rounded())))
    }
    let units = max(1, Int((length * 8).rounded()))
    let rest = units % 8
    return String(repeating: "█", count: units / 8) + (rest == 0 ? "" : String(eighths[rest - 1]))
  }
}
