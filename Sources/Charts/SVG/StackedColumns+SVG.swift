extension StackedColumns {
  private static let top = 20.0
  private static let abnormalHeight = 190.0
  private static let gap = 30.0
  private static let routineHeight = 60.0
  private static let axisHeight = 24.0

  /// The chart, as wide as its container.
  ///
  /// Positions on the time axis are in percent and heights in pixels, so that text keeps its size on
  /// a phone. Labels of the vertical axes are left of the chart, in space that the page reserves.
  package func svg(id: String) -> Markup {
    let upper = Panel(
      name: "abnormal", series: abnormal, steps: steps.count, top: Self.top,
      height: Self.abnormalHeight, ticks: 4)
    let lower = Panel(
      name: "routine", series: routine, steps: steps.count,
      top: Self.top + Self.abnormalHeight + Self.gap, height: Self.routineHeight, ticks: 2)
    let bottom = lower.top + lower.height
    var svg = Markup()
    svg.element(
      "svg",
      [
        "class": "chart", "role": "img", "aria-labelledby": "\(id)-title \(id)-text",
        "width": "100%", "height": NumberText.fixed(bottom + Self.axisHeight),
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: title)
      svg.element("desc", ["id": "\(id)-text"], text: description)
      svg.append(TimeMarks.markup(ticks, stepCount: steps.count, bottom: bottom))
      for panel in [upper, lower] {
        svg.append(panel.axis)
        svg.append(panel.columns)
      }
      svg.append(targets(bottom: bottom))
    }
    return svg
  }

  /// The tooltip of a step with its numbers, over the whole height.
  private func targets(bottom: Double) -> Markup {
    var targets = Markup()
    let width = Self.percent(1, of: steps.count)
    for (step, name) in steps.enumerated() {
      let parts = (abnormal + routine).compactMap { series in
        series.values.indices.contains(step) && series.values[step] > 0
          ? "\n\(series.name) \(NumberText.short(series.values[step]))" : nil
      }
      targets.element(
        "rect",
        [
          "class": "target", "x": Self.percent(Double(step), of: steps.count), "width": width,
          "y": "0", "height": NumberText.fixed(bottom),
        ]
      ) { rect in
        rect.element("title", text: name + (parts.isEmpty ? "\nno stops" : parts.joined()))
      }
    }
    return targets
  }

  static func percent(_ step: Double, of steps: Int) -> String {
    NumberText.fixed(100 * step / Double(max(1, steps))) + "%"
  }

  /// One axis and the columns on it.
  private struct Panel {
    let name: String
    let series: [Series]
    let steps: Int
    let top: Double
    let height: Double
    let scale: LinearScale

    init(name: String, series: [Series], steps: Int, top: Double, height: Double, ticks: Int) {
      self.name = name
      self.series = series
      self.steps = steps
      self.top = top
      self.height = height
      let largest = StackedColumns.heights(series, steps: steps).max() ?? 0
      scale = LinearScale(largest: largest, steps: ticks)
    }

    var isEmpty: Bool { series.allSatisfy { $0.total <= 0 } }

    private func y(_ value: Double) -> Double { top + height * (1 - value / scale.top) }

    var axis: Markup {
      var axis = Markup()
      axis.element(
        "text", ["class": "panel", "x": "0", "y": NumberText.fixed(top - 7)],
        text: isEmpty ? "no \(name) stops" : name)
      for tick in isEmpty ? [0] : scale.ticks {
        let y = NumberText.fixed(y(tick))
        axis.empty(
          "line",
          [
            "class": tick == 0 ? "axis" : "grid", "x1": "0", "x2": "100%", "y1": y, "y2": y,
          ])
        axis.element(
          "text", ["class": "label value", "x": "-6", "y": y, "dy": "4"],
          text: NumberText.short(tick))
      }
      return axis
    }

    var columns: Markup {
      var columns = Markup()
      // A gap in the color of the page between columns that are wide enough for it.
      let width = steps > 150 ? 1 : 0.84
      var heights = Array(repeating: 0.0, count: steps)
      for one in series where one.total > 0 {
        columns.element("g", ["class": one.ink.name]) { group in
          for (step, value) in one.values.prefix(steps).enumerated() where value > 0 {
            let upper = y(heights[step] + value)
            group.empty(
              "rect",
              [
                "x": StackedColumns.percent(Double(step) + (1 - width) / 2, of: steps),
                "width": StackedColumns.percent(width, of: steps),
                "y": NumberText.fixed(upper, decimals: 2),
                "height": NumberText.fixed(y(heights[step]) - upper, decimals: 2),
              ])
            heights[step] += value
          }
        }
      }
      return columns
    }
  }
}
