/// Counts over equal steps of time, stacked by cause; routine ones are below, on an axis of
/// their own, so that a busy deployment does not hide a few failures.
package struct StackedColumns: Sendable {
  package struct Series: Sendable {
    package let name: String
    package let ink: ChartInk
    /// One value per step.
    package let values: [Double]

    package init(name: String, ink: ChartInk, values: [Double]) {
      self.name = name
      self.ink = ink
      self.values = values
    }

    package var total: Double { values.reduce(0, +) }
  }

  /// A mark on the time axis.
  package struct Tick: Sendable {
    /// The step that begins there.
    package let step: Int
    package let label: String
    /// Whether it is left out where space is short.
    package let isMinor: Bool

    package init(step: Int, label: String, isMinor: Bool) {
      self.step = step
      self.label = label
      self.isMinor = isMinor
    }
  }

  package let title: String
  /// What each step is called, such as its date.
  package let steps: [String]
  package let ticks: [Tick]
  /// From the axis up.
  package let abnormal: [Series]
  package let routine: [Series]

  package init(
    title: String, steps: [String], ticks: [Tick], abnormal: [Series], routine: [Series]
  ) {
    self.title = title
    self.steps = steps
    self.ticks = ticks
    self.abnormal = abnormal
    self.routine = routine
  }

  /// A description of the chart for screen readers.
  package var description: String {
    let all = (abnormal + routine).filter { $0.total > 0 }
    guard let first = steps.first, let last = steps.last, !all.isEmpty else { return "No stops." }
    let parts = all.map { "\($0.name) \(NumberText.short($0.total))" }.joined(separator: ", ")
    var text = "\(first) to \(last): \(parts)."
    let heights = Self.heights(abnormal, steps: steps.count)
    if let most = heights.max(), most > 0, let step = heights.firstIndex(of: most) {
      text += " Most abnormal stops: \(NumberText.short(most)), \(steps[step])."
    }
    return text
  }

  /// The sums of the series, step by step.
  static func heights(_ series: [Series], steps: Int) -> [Double] {
    var heights = Array(repeating: 0.0, count: steps)
    for one in series {
      for (step, value) in one.values.prefix(steps).enumerated() where value > 0 {
        heights[step] += value
      }
    }
    return heights
  }
}
