extension Sparkline {
  private static let height = 18.0

  /// The curve as small columns, with its numbers as a description.
  package func svg(name: String) -> Markup {
    var svg = Markup()
    let largest = values.compactMap { $0 }.max() ?? 0
    svg.element(
      "svg",
      [
        "class": "spark", "role": "img", "aria-label": description(name, largest: largest),
        "height": NumberText.fixed(Self.height),
      ]
    ) { svg in
      svg.empty("line", ["class": "axis", "x1": "0", "x2": "100%", "y1": "17.5", "y2": "17.5"])
      for (step, value) in values.enumerated() {
        guard let value, value > 0 else { continue }
        let height = max(1, value / largest * (Self.height - 1))
        svg.empty(
          "rect",
          [
            "x": StackedColumns.percent(Double(step) + 0.1, of: values.count),
            "width": StackedColumns.percent(0.8, of: values.count),
            "y": NumberText.fixed(Self.height - 1 - height, decimals: 2),
            "height": NumberText.fixed(height, decimals: 2),
          ])
      }
    }
    return svg
  }

  private func description(_ name: String, largest: Double) -> String {
    let numbers = values.map { $0.map { NumberText.short($0) } ?? "?" }
    let first = values.count > 60 ? "…, " : ""
    return "\(name), oldest first: \(first)\(numbers.suffix(60).joined(separator: ", "))"
  }
}
