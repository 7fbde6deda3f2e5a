/// Counts over equal steps of time, stacked, on one axis; a step may be a link.
package struct ColumnChart: Sendable {
  package let title: String
  /// What each step is called, such as its date.
  package let steps: [String]
  package let ticks: [StackedColumns.Tick]
  /// From the axis up.
  package let series: [StackedColumns.Series]
  /// What each step links to; empty for no links.
  package let links: [String]
  /// Of the columns, in pixels.
  package let height: Double
  /// Numbers for each step that a script reads: when it begins.
  package let starts: [Int64]

  package init(
    title: String, steps: [String], ticks: [StackedColumns.Tick],
    series: [StackedColumns.Series], links: [String] = [], height: Double = 190,
    starts: [Int64] = []
  ) {
    self.title = title
    self.steps = steps
    self.ticks = ticks
    self.series = series
    self.links = links
    self.height = height
    self.starts = starts
  }

  private var plot: TimePlot {
    let largest = StackedColumns.heights(series, steps: steps.count).max() ?? 0
    return TimePlot(
      title: title, steps: steps, ticks: ticks, series: series, height: height,
      scale: LinearScale(largest: largest, steps: height < 120 ? 2 : 4))
  }

  /// The chart, as wide as its container.
  package func svg(id: String) -> Markup {
    let plot = plot
    return plot.svg(id: id, links: links, starts: starts) { svg in
      var heights = Array(repeating: 0.0, count: steps.count)
      for one in series where one.total > 0 {
        svg.element("g", ["class": one.ink.name]) { group in
          for (step, value) in one.values.prefix(steps.count).enumerated() where value > 0 {
            let upper = plot.y(heights[step] + value)
            group.empty(
              "rect",
              [
                "x": StackedColumns.percent(Double(step) + 0.08, of: steps.count),
                "width": StackedColumns.percent(0.84, of: steps.count),
                "y": NumberText.fixed(upper, decimals: 2),
                "height": NumberText.fixed(plot.y(heights[step]) - upper, decimals: 2),
              ])
            heights[step] += value
          }
        }
      }
    }
  }
}
