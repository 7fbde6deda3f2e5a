extension Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let letters: [Character] = ["_", ".", ":", "-", "=", "+", "*", "#"]

  /// The curve in at most so many cells, one per step.
  ///
  /// The lowest character stands for zero only, the highest for the largest value; a step without
  /// data is blank. In ASCII the characters get darker instead of higher.
  package func text(cells: Int, isASCII: Bool = false) -> String {
    let steps = folded(into: cells).values
    let largest = steps.compactMap { $0 }.max() ?? 0
    let signs = isASCII ? Self.letters : Self.blocks
    return String(
      steps.map { value in
        guard let value else { return " " }
        return signs[Self.level(value, largest: largest, levels: signs.count - 1)]
      })
  }

  /// 0 for nothing, else 1…levels in equal steps up to the largest value.
  static func level(_ value: Double, largest: Double, levels: Int) -> Int {
    guard value > 0, largest > 0 else { return 0 }
    return min(levels, max(1, Int((value / largest * Double(levels)).rounded(.up))))
  }
}
