package import Charts
import Reports

/// What the colors of a chart mean.
package enum PageLegend {
  static func markup(_ columns: StackedColumns) -> Markup {
    var legend = Markup()
    let shown = (columns.abnormal + columns.routine).filter { $0.total > 0 }
    guard !shown.isEmpty else { return legend }
    legend.element("ul", ["class": "legend"]) { list in
      for series in shown {
        list.element("li") { item in
          item.append(swatch(series.ink))
          item.element("span") { text in
            text.append(series.name + " ")
            text.element("span", ["class": "count"], text: NumberText.short(series.total))
          }
        }
      }
    }
    return legend
  }

  package static func swatch(_ ink: ChartInk) -> Markup {
    var swatch = Markup()
    swatch.element("svg", ["class": "swatch \(ink.name)", "aria-hidden": "true"]) {
      $0.empty("rect", ["width": "100%", "height": "100%", "rx": "1.5"])
    }
    return swatch
  }
}
