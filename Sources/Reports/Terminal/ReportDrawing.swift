package import Charts
import Output
import Rows
import TerminalText

/// A report's table with the pictures that its head asks for, for people at a terminal.
struct ReportDrawing {
  private let result: ReportResult
  private let style: TableStyle

  init(_ result: ReportResult, style: TableStyle) {
    self.result = result
    self.style = style
  }

  func write(to writer: TableWriter) throws {
    let heading = style.isTerminal ? ReportHeading(result, style: style).lines : []
    // Names of columns without rows say nothing; a note tells that there are none.
    if style.isTerminal, result.rows.isEmpty {
      for line in heading { try writer.write(line: PrintableText.escaped(line)) }
      return
    }
    // A hundred and more rows of hours say less than their map.
    if let map = result.heatMap, map.peak != nil {
      for line in heading + (heading.isEmpty ? [] : [""]) {
        try writer.write(line: PrintableText.escaped(line))
      }
      let style = ChartStyle(
        width: style.terminalWidth, isASCII: style.isASCII, isColored: style.isColored)
      for line in map.lines(style: style) { try writer.write(line: line) }
      return
    }
    let columns = ReportTableColumn.all(of: result, style: style)
    writer.hints.columns = columns.map(\.shown)
    writer.hints.heading = heading
    writer.hints.areColumnsChosen = result.areColumnsChosen
    writer.hints.wraps = result.report.argument != nil
    try writer.write(
      columns: columns.map { column in
        column.shown.isBars ? ResultColumn("") : result.columns[column.index]
      },
      rows: shownRows.map { row in columns.map { $0.cell(of: row) } })
    if !style.isTerminal, let next = result.next, !result.areColumnsChosen {
      try writer.write(line: PrintableText.escaped(next))
    }
  }

  /// The rows; of names and values on a terminal each part only where it begins.
  private var shownRows: [[Cell]] {
    guard style.isTerminal, result.report.argument != nil else { return result.rows }
    var last: Cell?
    return result.rows.map { row in
      guard let part = row.first, part == last else {
        last = row.first
        return row
      }
      return [.null] + row.dropFirst()
    }
  }
}

extension ReportResult {
  /// What the head says to do next, with values of the first row; nil without rows.
  package var next: String? {
    guard let text = report.next, let row = rows.first else { return nil }
    return ReportTemplate(text).filled { name in
      guard let index = column(name) else { return "" }
      guard case .text(let value) = row[index] else { return SQLLiteral.display(row[index]) }
      return columns[index].kind == .id ? TaskFinder.shortID(value) : value
    }
  }

  /// The map of the week that the report's head asks for; nil without one.
  package var heatMap: HeatMap? {
    for case .heatmap(let weekday, let hour, let value) in report.charts {
      guard let weekday = column(weekday), let hour = column(hour), let value = column(value) else {
        continue
      }
      var map = HeatMap.week
      for row in rows {
        // `1` or `1 Monday`, and `9` or `09:00`.
        guard let day = row[weekday].leadingNumber, let hour = row[hour].leadingNumber,
          let number = row[value].number
        else { continue }
        map.add(number, row: day - 1, column: hour)
      }
      return map
    }
    return nil
  }
}

extension Cell {
  /// The number, if it is one that can be drawn.
  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value.isFinite ? value : nil
    default: nil
    }
  }

  /// The whole number, or the one that a text begins with.
  fileprivate var leadingNumber: Int? {
    switch self {
    case .integer(let value): Int(exactly: value)
    case .text(let text): Int(text.prefix { $0.isASCII && $0.isNumber })
    default: nil
    }
  }
}
