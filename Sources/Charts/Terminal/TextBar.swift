/// A horizontal bar of characters.
package enum TextBar {
  private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar for a value; the largest value gets `cells` cells.
  ///
  /// Anything above zero is drawn, however small: a short bar differs from none. In ASCII a cell is
  /// drawn if it is at least half full.
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
