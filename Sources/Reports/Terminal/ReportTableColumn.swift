import Charts
import Output
import Rows

/// A column of a report's table as it is shown on a terminal: a value, or a picture of one.
struct ReportTableColumn {
  enum Content {
    case value
    case bars(BarScale, cells: Int)
    case spark(cells: Int)
  }

  /// Its place in the result.
  let index: Int
  var shown: TableColumn
  var content = Content.value
  let isASCII: Bool

  func cell(of row: [Cell]) -> Cell {
    let value = row[index]
    switch (content, value) {
    case (.bars(let scale, let cells), _):
      let bar = TextBar.text(
        value.number ?? 0, largest: scale.largest, cells: cells,
        isASCII: isASCII)
      return bar.isEmpty ? .null : .text(bar)
    case (.spark(let cells), .text(let text)):
      guard let line = Sparkline(json: text) else { return value }
      return .text(line.text(cells: cells, isASCII: isASCII))
    default: return value
    }
  }
}

extension ReportTableColumn {
  /// The columns of a result, with bars after the numbers that they show.
  static func all(of result: ReportResult, style: TableStyle) -> [ReportTableColumn] {
    result.columns.indices.flatMap { columns($0, of: result, style: style) }
  }

  /// What a terminal without a width is taken for.
  private static let standardWidth = 80
  private static let firstKeysMax = 2

  private static func columns(
    _ index: Int, of result: ReportResult, style: TableStyle
  ) -> [ReportTableColumn] {
    let width = style.terminalWidth ?? standardWidth
    let name = result.columns[index].name
    var column = ReportTableColumn(
      index: index, shown: shown(index, of: result), isASCII: style.isASCII)
    for chart in result.report.charts {
      switch chart {
      case .bars(name):
        column.shown.isMain = true
        var bars = column
        bars.shown = TableColumn(name, title: "")
        bars.shown.isBars = true
        bars.shown.ink = .chart
        bars.content = .bars(BarScale(result, column: index), cells: max(6, min(24, width / 12)))
        return [column, bars]
      case .spark(name):
        column.shown.isChart = true
        column.shown.ink = .chart
        column.content = .spark(cells: max(12, min(48, width / 5)))
        return [column]
      default: continue
      }
    }
    return [column]
  }

  private static func shown(_ index: Int, of result: ReportResult) -> TableColumn {
    let column = result.columns[index]
    let traits = result.report.column(column.name)?.traits ?? []
    let keys = result.report.keys
    var shown = TableColumn(column)
    shown.isKey =
      keys.isEmpty
      ? index < firstKeysMax
      : keys.contains(column.name) || column.name == result.dimension?.columnName
    if result.areColumnsChosen { shown.isKey = true }
    shown.mayBeProse = result.report.columns.isEmpty
    shown.isProse = traits.contains(.prose)
    shown.isMain = traits.contains(.main)
    shown.isSaidOnce = traits.contains(.once) && !result.areColumnsChosen
    shown.hasShortIDs = column.kind == .id
    if column.name == result.report.routineColumn {
      shown.ink = .kind
    } else if column.kind == .count {
      shown.ink =
        column.name == "abnormal"
        ? .abnormalCount : column.name == "routine" ? .routineCount : .plain
    }
    return shown
  }
}
