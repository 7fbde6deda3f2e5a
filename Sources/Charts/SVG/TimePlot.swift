/// What charts over time have around their columns or lines: axes, grid, and the numbers under the pointer.
struct TimePlot {
  let title: String
  let steps: [String]
  let ticks: [StackedColumns.Tick]
  let series: [StackedColumns.Series]
  /// In pixels.
  let height: Double
  let scale: LinearScale

  private static let top = 8.0
  private static let axisHeight = 24.0

  private var bottom: Double { Self.top + height }

  /// Values below zero are on the axis.
  func y(_ value: Double) -> Double { Self.top + height * (1 - max(0, value) / scale.top) }

  /// Positions on the time axis are in percent and heights in pixels, so that text keeps its size on a phone.
  func svg(
    id: String, links: [String], starts: [Int64], _ content: (inout Markup) -> Void
  ) -> Markup {
    var svg = Markup()
    svg.element(
      "svg",
      [
        "class": "chart", "role": links.isEmpty ? "img" : "group", "id": id,
        "aria-labelledby": "\(id)-title \(id)-text", "width": "100%",
        "height": NumberText.fixed(bottom + Self.axisHeight),
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: title)
      svg.element("desc", ["id": "\(id)-text"], text: description)
      svg.append(TimeMarks.markup(ticks, stepCount: steps.count, bottom: bottom))
      svg.append(axis)
      content(&svg)
      svg.append(targets(links, starts))
    }
    return svg
  }

  /// What the chart shows, for those who do not see it.
  private var description: String {
    guard let first = steps.first, let last = steps.last else { return "No values." }
    let names = series.map { one in
      "\(one.name) up to \(NumberText.short(one.values.filter { !$0.isNaN }.max() ?? 0))"
    }
    return "\(first) to \(last): \(names.joined(separator: ", "))."
  }

  private var axis: Markup {
    var axis = Markup()
    for tick in scale.ticks {
      let y = NumberText.fixed(y(tick))
      axis.empty(
        "line",
        ["class": tick == 0 ? "axis" : "grid", "x1": "0", "x2": "100%", "y1": y, "y2": y])
      axis.element(
        "text", ["class": "label value", "x": "-6", "y": y, "dy": "4"],
        text: NumberText.short(tick))
    }
    return axis
  }

  /// The tooltip of a step with its numbers, over the whole height.
  private func targets(_ links: [String], _ starts: [Int64]) -> Markup {
    var targets = Markup()
    for step in steps.indices {
      let target = target(step, starts.indices.contains(step) ? "\(starts[step])" : nil)
      guard links.indices.contains(step) else {
        targets.append(target)
        continue
      }
      targets.element("a", ["href": links[step], "aria-label": text(of: step)]) {
        $0.append(target)
      }
    }
    return targets
  }

  private func target(_ step: Int, _ start: String?) -> Markup {
    var markup = Markup()
    markup.element(
      "rect",
      [
        "class": "target", "x": StackedColumns.percent(Double(step), of: steps.count),
        "width": StackedColumns.percent(1, of: steps.count), "y": "0",
        "height": NumberText.fixed(bottom), "data-start": start ?? "",
      ]
    ) { $0.element("title", text: text(of: step)) }
    return markup
  }

  /// A step with its values.
  private func text(of step: Int) -> String {
    let values = series.compactMap { one in
      one.values.indices.contains(step) && !one.values[step].isNaN && one.values[step] != 0
        ? "\n\(one.name) \(NumberText.short(one.values[step]))" : nil
    }
    return steps[step] + (values.isEmpty ? "\nnone" : values.joined())
  }
}
