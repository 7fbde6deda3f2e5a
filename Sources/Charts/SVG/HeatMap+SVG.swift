extension HeatMap {
  private static let top = 18.0
  private static let rowHeight = 22.0
  /// The number of color steps, besides the one for an empty cell.
  package static let levels = 5

  /// The map, as wide as its container.
  ///
  /// The names of the rows are left of it and their totals right,
  /// in space that the page reserves.
  ///
  /// - Parameter values: what it counts, in words: `abnormal stops`.
  package func svg(id: String, title: String, values: String) -> Markup {
    var svg = Markup()
    let height = Self.top + Self.rowHeight * Double(rows.count)
    svg.element(
      "svg",
      [
        "class": "chart heat", "role": "img", "aria-labelledby": "\(id)-title \(id)-text",
        "width": "100%", "height": NumberText.fixed(height),
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: title)
      svg.element("desc", ["id": "\(id)-text"], text: description(values))
      for (column, name) in columns.enumerated() {
        svg.element(
          "text",
          [
            "class": column % 6 == 0 ? "label middle" : "label middle minor",
            "x": StackedColumns.percent(Double(column) + 0.5, of: columns.count), "y": "12",
          ], text: name)
      }
      for row in rows.indices { svg.append(line(row, values)) }
    }
    return svg
  }

  private func line(_ row: Int, _ what: String) -> Markup {
    var line = Markup()
    let y = Self.top + Self.rowHeight * Double(row)
    let middle = NumberText.fixed(y + Self.rowHeight / 2)
    line.element(
      "text", ["class": "label value", "x": "-6", "y": middle, "dy": "4"], text: rows[row])
    for (column, value) in values[row].enumerated() {
      let level = Sparkline.level(value, largest: largest, levels: Self.levels)
      line.element(
        "rect",
        [
          "class": "h\(level)",
          "x": StackedColumns.percent(Double(column) + 0.03, of: columns.count),
          "width": StackedColumns.percent(0.94, of: columns.count), "y": NumberText.fixed(y + 1),
          "height": NumberText.fixed(Self.rowHeight - 2),
        ]
      ) { rect in
        rect.element(
          "title",
          text: "\(rows[row]) \(columns[column]):00 UTC: \(NumberText.short(value)) \(what)")
      }
    }
    line.element(
      "text", ["class": "label", "x": "100%", "dx": "6", "y": middle, "dy": "4"],
      text: NumberText.short(total(row: row)))
    return line
  }

  /// A description of the chart for screen readers.
  package func description(_ what: String) -> String {
    guard let peak else { return "No \(what)." }
    let totals = rows.indices.map { "\(rows[$0]) \(NumberText.short(total(row: $0)))" }
    return
      "Most \(what): \(NumberText.short(peak.value)), on \(peak.row) at \(peak.column):00 UTC. By day: "
      + totals.joined(separator: ", ") + "."
  }
}
