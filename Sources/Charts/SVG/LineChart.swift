/// Values over equal steps of time, a line each; a step without a value is a gap.
package struct LineChart: Sendable {
  package let title: String
  /// What each step is called, such as its date.
  package let steps: [String]
  package let ticks: [StackedColumns.Tick]
  /// A value that is not a number is none.
  package let series: [StackedColumns.Series]

  private static let height = 190.0

  package init(
    title: String, steps: [String], ticks: [StackedColumns.Tick],
    series: [StackedColumns.Series]
  ) {
    self.title = title
    self.steps = steps
    self.ticks = ticks
    self.series = series
  }

  private var plot: TimePlot {
    let largest = series.flatMap(\.values).filter { !$0.isNaN }.max() ?? 0
    return TimePlot(
      title: title, steps: steps, ticks: ticks, series: series, height: Self.height,
      scale: LinearScale(largest: largest, steps: 4, isCount: false))
  }

  /// The chart, as wide as its container.
  package func svg(id: String) -> Markup {
    let plot = plot
    return plot.svg(id: id, links: [], starts: []) { svg in
      for one in series {
        svg.element("g", ["class": "line " + one.ink.name]) { group in
          group.append(segments(one, plot))
        }
      }
    }
  }

  /// Positions in percent are not for paths, so each segment is a line of its own.
  private func segments(_ series: StackedColumns.Series, _ plot: TimePlot) -> Markup {
    var markup = Markup()
    var last: (x: String, y: String)?
    for (step, value) in series.values.prefix(steps.count).enumerated() {
      guard !value.isNaN else {
        last = nil
        continue
      }
      let x = StackedColumns.percent(Double(step) + 0.5, of: steps.count)
      let y = NumberText.fixed(plot.y(value), decimals: 2)
      if let last {
        markup.empty("line", ["x1": last.x, "y1": last.y, "x2": x, "y2": y])
      }
      markup.empty("circle", ["cx": x, "cy": y, "r": "2"])
      last = (x, y)
    }
    return markup
  }
}
