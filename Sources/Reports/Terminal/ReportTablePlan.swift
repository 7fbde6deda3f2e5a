import Output
import Rows

/// Which columns of a report a terminal shows, and how.
///
/// Where it is too narrow for all, what is the same in all rows is said below, times lose their
/// seconds, then their hours, bars get shorter. Then times are left out, then columns from the right,
/// where reports have what matters least, at last the bars. Only then are texts cut to less than can
/// be read.
struct ReportTablePlan {
  private(set) var columns: [ReportTableColumn]
  /// What stands below the table.
  private(set) var remarks: [String] = []
  private let result: ReportResult
  /// The names of columns for which there is no room.
  private var leftOut: [String] = []

  /// How much of a text has to be left.
  private static let textMin = 18
  private static let yieldingMin = 12
  private static let shortBar = 6

  init(_ result: ReportResult, style: TableStyle) {
    self.result = result
    let width = style.terminalWidth ?? 80
    columns = result.columns.indices.flatMap { index in
      Self.columns(index, of: result, width: width, isASCII: style.isASCII)
    }
    guard let width = style.terminalWidth, whole > width else { return }
    sayConstants()
    cutTimes(to: ReportTableColumn.timeLengths.minutes)
    if least > width { cutTimes(to: ReportTableColumn.timeLengths.day) }
    if least > width { shortenBars() }
    if least > width { leaveOutTimes() }
    leaveOutFromTheRight(until: width)
    if least > width { columns.removeAll { $0.isBars } }
    guard !leftOut.isEmpty else { return }
    remarks.append("left out, the terminal is too narrow: " + leftOut.joined(separator: ", "))
  }

  /// The cells that a row takes whole.
  private var whole: Int { gaps + columns.reduce(0) { $0 + $1.width(of: result.rows) } }

  /// The cells that a row takes if of texts only what is needed is left.
  private var least: Int {
    gaps
      + columns.reduce(0) { sum, column in
        let width = column.width(of: result.rows)
        guard column.isCuttable(result.columns[column.index].kind) else { return sum + width }
        return sum + min(width, column.isYielding ? Self.yieldingMin : Self.textMin)
      }
  }

  private var gaps: Int { TableStyle.gap * max(0, columns.count - 1) }

  private mutating func sayConstants() {
    let constants = result.constantColumns
    guard !constants.isEmpty else { return }
    columns.removeAll { column in constants.contains { $0.index == column.index } }
    let texts = constants.map { constant in
      if case .text(let text) = constant.value { "\(constant.name) \(text)" } else { constant.name }
    }
    remarks.append("in all rows: " + texts.joined(separator: ", "))
  }

  private mutating func cutTimes(to length: Int) {
    for place in columns.indices where columns[place].isTime {
      columns[place].content = .time(length: length)
    }
  }

  private mutating func shortenBars() {
    for place in columns.indices {
      if case .bars(let scale, _) = columns[place].content {
        columns[place].content = .bars(scale, cells: Self.shortBar)
      }
    }
  }

  private mutating func leaveOutTimes() {
    leftOut += columns.filter(\.isTime).map(\.name)
    columns.removeAll { $0.isTime }
  }

  private mutating func leaveOutFromTheRight(until width: Int) {
    while least > width, let place = columns.lastIndex(where: { isDispensable($0) }) {
      leftOut.append(columns.remove(at: place).name)
    }
  }

  /// Not the first keys, which say what a row is about, nor its text and what the picture shows.
  private func isDispensable(_ column: ReportTableColumn) -> Bool {
    !firstKeys.contains(column.name) && !column.isYielding && !drawnNames.contains(column.name)
  }

  /// The first columns, where the head names no keys.
  private var firstKeys: ArraySlice<String> {
    let keys = result.report.keys
    return (keys.isEmpty ? result.columns.map(\.name) : keys).prefix(Self.firstKeysMax)
  }

  private static let firstKeysMax = 2

  private var drawnNames: [String] {
    result.report.charts.compactMap { chart in
      if case .bars(let name) = chart { name } else { nil }
    }
  }
}

extension ReportTablePlan {
  /// A column, and perhaps one with its bars behind it.
  private static func columns(
    _ index: Int, of result: ReportResult, width: Int, isASCII: Bool
  ) -> [ReportTableColumn] {
    let column = result.columns[index]
    let declared = result.report.column(column.name)
    var shown = ReportTableColumn(
      index: index, name: column.name,
      content: column.kind == .time || column.kind == .day
        ? .time(length: ReportTableColumn.timeLengths.whole) : .value,
      isYielding: declared?.traits.contains(.prose) == true, isASCII: isASCII,
      isRoutine: result.isRoutine)
    for chart in result.report.charts {
      switch chart {
      case .bars(column.name):
        var bars = shown
        bars.content = .bars(
          BarScale(result, column: index), cells: max(shortBar, min(24, width / 10)))
        return [shown, bars]
      case .spark(column.name):
        shown.content = .spark(cells: max(12, min(48, width / 5)))
        return [shown]
      default: continue
      }
    }
    return [shown]
  }
}
