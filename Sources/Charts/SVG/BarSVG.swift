/// A bar next to a number in a table; it shows nothing that the number does not.
package enum BarSVG {
  /// A bar whose width is the value's share of the largest one.
  package static func markup(_ value: Double, largest: Double) -> Markup {
    var svg = Markup()
    let share = largest > 0 && value > 0 ? min(1, value / largest) : 0
    svg.element("svg", ["class": "bar", "aria-hidden": "true", "height": "10"]) { svg in
      guard share > 0 else { return }
      svg.empty(
        "rect", ["width": NumberText.fixed(share * 100, decimals: 1) + "%", "height": "10"])
    }
    return svg
  }
}
