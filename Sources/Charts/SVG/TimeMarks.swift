/// The marks of an axis of time below a chart, with their labels.
enum TimeMarks {
  /// - Parameters:
  ///   - stepCount: how many steps the chart is wide.
  ///   - bottom: where the axis is, in pixels.
  static func markup(
    _ ticks: [StackedColumns.Tick], stepCount: Int, bottom: Double
  ) -> Markup {
    var marks = Markup()
    for tick in ticks where (0..<stepCount).contains(tick.step) {
      let x = StackedColumns.percent(Double(tick.step), of: stepCount)
      let kind = tick.isMinor ? " minor" : ""
      marks.empty(
        "line",
        [
          "class": "tick" + kind, "x1": x, "x2": x, "y1": NumberText.fixed(bottom),
          "y2": NumberText.fixed(bottom + 5),
        ])
      // At the right edge a label is left of its mark.
      let isLast = Double(tick.step) > 0.94 * Double(stepCount)
      marks.element(
        "text",
        [
          "class": "label" + kind + (isLast ? " end" : ""), "x": x,
          "y": NumberText.fixed(bottom + 18), "dx": isLast ? "-2" : "2",
        ], text: tick.label)
    }
    return marks
  }
}
