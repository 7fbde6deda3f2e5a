import Charts
import LogsAPI
import LogsInsights
import Pages
import Reports
import Rows
import Time

/// The chart of a query that ends in `stats`: over time where it groups by `bin`, else bars.
struct QueryChart {
  private let shape: StatsShape
  private let names: [String]
  private let rows: [[Cell]]

  /// More bars are a table.
  private static let barsMax = 50
  private static let chartsMax = 4

  /// Nil for rows that are not groups with numbers.
  init?(_ draft: QueryDraft, _ result: QueryResult) throws {
    guard let shape = StatsShape(draft.plan) else { return nil }
    let rows = try QuerySort(draft, result).rows()
    let values = shape.values.filter { value in
      rows.contains { $0[value.index].number != nil }
    }
    guard !rows.isEmpty, !values.isEmpty else { return nil }
    self.shape = shape.with(values: values)
    self.rows = rows
    names = result.rows.columns.map(\.name)
  }

  var markup: Markup {
    if let bin = shape.bin, let steps = steps(bin) { return overTime(bin, steps) }
    return bars
  }

  private func label(_ row: [Cell]) -> String {
    let parts = shape.groups.map { index in
      row[index] == .null ? "(none)" : PageText.of(row[index])
    }
    return parts.joined(separator: ", ")
  }
}

// MARK: - Over time

extension QueryChart {
  /// All steps from the first that has a row to the last; nil if there are too many for a chart.
  private func steps(_ bin: StatsShape.Bin) -> TimeSteps? {
    let times = rows.compactMap { Self.time($0[bin.index]) }
    guard let first = times.min(), let last = times.max() else { return nil }
    var starts: [Int64] = []
    var start = first
    while start <= last {
      starts.append(start)
      guard starts.count <= 1000 else { return nil }
      start = bin.rounding.ceiling(start + 1 - bin.offset) + bin.offset
    }
    return TimeSteps(length: bin.rounding.milliseconds, starts: starts)
  }

  private static func time(_ cell: Cell) -> Int64? {
    guard case .text(let text) = cell else { return nil }
    let time = Timestamp.first(above: text, orEqual: true)
    return Timestamp.insightsText(time) == text ? time : nil
  }

  private func overTime(_ bin: StatsShape.Bin, _ steps: TimeSteps) -> Markup {
    var markup = Markup()
    for (number, value) in shape.values.prefix(Self.chartsMax).enumerated() {
      let (series, rest) = series(of: value, bin, steps)
      let title = "\(names[value.index]) \(steps.unit)"
      markup.element("figure", ["class": "query-chart"]) { figure in
        figure.element("figcaption") { $0.element("b", text: title) }
        if series.count > 1 || !shape.groups.isEmpty { figure.append(Self.legend(series)) }
        figure.element("div", ["class": "plot"]) { plot in
          if value.isSum {
            plot.append(
              ColumnChart(title: title, steps: steps.names, ticks: steps.ticks, series: series)
                .svg(id: "chart-\(number)"))
          } else {
            plot.append(
              LineChart(title: title, steps: steps.names, ticks: steps.ticks, series: series)
                .svg(id: "chart-\(number)"))
          }
        }
        if let rest { figure.element("p", ["class": "note"], text: rest) }
      }
    }
    return markup
  }

  /// The groups with the largest values, and the sum of all others if they can be added up.
  private func series(
    of value: StatsShape.Value, _ bin: StatsShape.Bin, _ steps: TimeSteps
  ) -> (series: [StackedColumns.Series], rest: String?) {
    let places = Dictionary(
      steps.starts.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
    let none = value.isSum ? 0 : Double.nan
    let empty = Array(repeating: none, count: steps.starts.count)
    var groups: [String: [Double]] = [:]
    for row in rows {
      guard let time = Self.time(row[bin.index]), let step = places[time],
        let number = row[value.index].number
      else { continue }
      groups[label(row), default: empty][step] = number
    }
    func size(_ values: [Double]) -> Double { values.reduce(0) { $1.isNaN ? $0 : $0 + $1 } }
    let sorted = groups.sorted {
      (size($1.value), $0.key) < (size($0.value), $1.key)
    }
    let own = sorted.prefix(
      sorted.count == ChartInk.causesMax + 1 ? sorted.count : ChartInk.causesMax)
    var series = own.enumerated().map { place, group in
      StackedColumns.Series(
        name: group.key.isEmpty ? names[value.index] : group.key,
        ink: place < ChartInk.causesMax ? .cause(place + 1) : .otherCauses, values: group.value)
    }
    let others = sorted.dropFirst(own.count)
    guard !others.isEmpty else { return (series, nil) }
    guard value.isSum else {
      return (
        series, "\(Quantity.of(others.count, "smaller group")) not drawn; the table has them."
      )
    }
    let sums = empty.indices.map { step in others.reduce(0) { $0 + $1.value[step] } }
    series.append(
      .init(name: "\(others.count) others", ink: .otherCauses, values: sums))
    return (series, nil)
  }

  private static func legend(_ series: [StackedColumns.Series]) -> Markup {
    var legend = Markup()
    legend.element("ul", ["class": "legend"]) { list in
      for one in series {
        list.element("li") { item in
          item.append(PageLegend.swatch(one.ink))
          item.append(" \(one.name)")
        }
      }
    }
    return legend
  }
}

// MARK: - Bars

extension QueryChart {
  private var bars: Markup {
    var markup = Markup()
    let value = shape.values[0]
    let labels = (shape.bin.map { [$0.index] } ?? []) + shape.groups
    let largest = rows.compactMap { $0[value.index].number }.max() ?? 0
    markup.element("div", ["class": "scroll rows"]) { scroll in
      scroll.element(
        "table",
        ["class": "bars", "id": "bars", "aria-label": "\(names[value.index]), as bars"]
      ) { table in
        for row in rows.prefix(Self.barsMax) {
          table.element("tr") { line in
            line.element("th", ["scope": "row"]) { head in
              let parts = labels.map { row[$0] == .null ? "(none)" : PageText.of(row[$0]) }
              BreakableText.append(parts.joined(separator: ", "), to: &head)
            }
            line.element("td", ["class": "number"], text: Self.text(row[value.index]))
            line.element("td", ["class": "measure"]) {
              $0.append(BarSVG.markup(row[value.index].number ?? 0, largest: largest))
            }
          }
        }
      }
    }
    if rows.count > Self.barsMax {
      markup.element(
        "p", ["class": "note"],
        text: "The first \(Self.barsMax) of \(Quantity.count(rows.count)) rows; the table has all.")
    }
    return markup
  }

  private static func text(_ cell: Cell) -> String {
    if case .integer(let number) = cell { return NumberText.grouped(number) }
    return PageText.of(cell)
  }
}
