extension TaskTimeline {
  private static let rowHeight = 42.0

  /// The phases, each on a line of its own below its name, starting where the previous one ends.
  package func svg(id: String) -> Markup {
    var svg = Markup()
    svg.element(
      "svg",
      [
        "class": "chart timeline", "role": "img", "aria-labelledby": "\(id)-title \(id)-text",
        "width": "100%", "height": NumberText.fixed(Self.rowHeight * Double(phases.count) + 2),
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: title)
      svg.element("desc", ["id": "\(id)-text"], text: description)
      let extents = extents
      let shortened = shortened
      for (index, phase) in phases.enumerated() {
        svg.append(
          Self.line(
            phase, extents[index], y: Self.rowHeight * Double(index),
            isShortened: index == shortened))
      }
    }
    return svg
  }

  private static func line(
    _ phase: Phase, _ extent: (start: Double, end: Double), y: Double, isShortened: Bool
  ) -> Markup {
    var line = Markup()
    let middle = NumberText.fixed(y + 26)
    line.element("text", ["class": "phase", "x": "0", "y": NumberText.fixed(y + 15)]) { text in
      text.element("tspan", ["class": "name"], text: phase.name)
      text.element("tspan", ["dx": "8"], text: phase.lengthText)
      if isShortened {
        text.element("tspan", ["dx": "8", "class": "aside minor"], text: "drawn shorter")
      }
    }
    line.element(
      "text", ["class": "label value", "x": "100%", "y": NumberText.fixed(y + 15)],
      text: phase.startText)
    line.empty(
      "line", ["class": "grid", "x1": "0", "x2": "100%", "y1": middle, "y2": middle])
    // At least two pixels, so that a short phase stays visible.
    let start = NumberText.fixed(min(extent.start, 99.5)) + "%"
    line.empty(
      "rect",
      [
        "class": phase.activity.rawValue, "x": start, "y": NumberText.fixed(y + 21), "width": "2",
        "height": "10",
      ])
    line.element(
      "rect",
      [
        "class": phase.activity.rawValue, "x": start, "y": NumberText.fixed(y + 21),
        "width": NumberText.fixed(extent.end - extent.start) + "%", "height": "10",
      ]
    ) { $0.element("title", text: "\(phase.startText) \(phase.name), \(phase.lengthText)") }
    if isShortened {
      let center = NumberText.fixed((extent.start + extent.end) / 2) + "%"
      line.element(
        "text",
        ["class": "break", "x": center, "y": NumberText.fixed(y + 31), "aria-hidden": "true"],
        text: "//")
    }
    return line
  }
}
