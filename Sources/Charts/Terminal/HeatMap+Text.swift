extension HeatMap {
  private static let shades: [Character] = ["·", "░", "▒", "▓", "█"]
  private static let letters: [Character] = [".", "-", "+", "*", "#"]
  /// Colors of the 256-color palette for the same steps; each is brighter than the previous one and
  /// legible on black and on white.
  private static let inks = [245, 74, 179, 208, 196]

  /// The lines of the map: hours at the top, each row's total and bar on the right, a legend below;
  /// empty if all cells are.
  package func lines(style: ChartStyle) -> [String] {
    guard let peak else { return [] }
    let label = rows.reduce(0) { max($0, $1.count) }
    let totals = rows.indices.map { NumberText.short(total(row: $0)) }
    let totalWidth = totals.reduce(0) { max($0, $1.count) }
    let fixed = label + 2 + 2 + totalWidth
    let cell = max(1, min(3, (style.width - fixed) / max(1, columns.count)))
    let barRoom = min(24, style.width - fixed - cell * columns.count - 1)
    let largestTotal = rows.indices.reduce(0) { max($0, total(row: $1)) }
    var lines = [Self.padded("", label + 2) + header(cell: cell)]
    for row in rows.indices {
      var line = Self.padded(rows[row], label + 2)
      for value in values[row] { line += sign(value, cell: cell, style: style) }
      line += "  " + String(repeating: " ", count: totalWidth - totals[row].count) + totals[row]
      if barRoom >= 6 {
        let bar = TextBar.text(
          total(row: row), largest: largestTotal, cells: barRoom, isASCII: style.isASCII)
        if !bar.isEmpty { line += " " + bar }
      }
      lines.append(line)
    }
    let legend = legend(style: style, peak: peak, room: style.width - label - 2)
    return lines + legend.map { Self.padded("", label + 2) + $0 }
  }

  /// The names of the columns, as many as fit.
  private func header(cell: Int) -> String {
    let longest = columns.reduce(0) { max($0, $1.count) }
    var every = 1
    while every * cell < longest + 1 || (every > 1 && columns.count % every != 0) { every += 1 }
    var line = ""
    for index in stride(from: 0, to: columns.count, by: every) {
      line += Self.padded(columns[index], every * cell)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func sign(_ value: Double, cell: Int, style: ChartStyle) -> String {
    let level = Sparkline.level(value, largest: largest, levels: Self.shades.count - 1)
    let signs = style.isASCII ? Self.letters : Self.shades
    // An empty cell is a single dot.
    let text =
      level == 0
      ? Self.padded(String(signs[0]), cell) : String(repeating: String(signs[level]), count: cell)
    return style.isColored ? "\u{1b}[38;5;\(Self.inks[level])m\(text)\u{1b}[0m" : text
  }

  /// `░ up to 3  ▒ 6  ▓ 9  █ 12   most: 12 on Tue at 14:00`, on two lines if one is too short.
  private func legend(
    style: ChartStyle, peak: (row: String, column: String, value: Double), room: Int
  ) -> [String] {
    let steps = Self.shades.count - 1
    var scale = ""
    var width = 0
    for level in 1...steps {
      let upper = (largest * Double(level) / Double(steps)).rounded(.down)
      let lower = (largest * Double(level - 1) / Double(steps)).rounded(.down)
      guard upper > lower else { continue }
      let value = (width == 0 ? " up to " : " ") + NumberText.short(upper)
      let gap = width == 0 ? "" : "  "
      scale += gap + sign(upper, cell: 1, style: style) + value
      width += gap.count + 1 + value.count
    }
    let most = "most: \(NumberText.short(peak.value)) on \(peak.row) at \(peak.column):00 UTC"
    return width + 3 + most.count <= room ? [scale + "   " + most] : [scale, most]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
