import Charts
import Output
import Rows
import TerminalText

/// A column of a report's table as it is shown in a terminal.
struct ReportTableColumn {
  enum Content {
    case value
    /// A time, of which so many characters are shown.
    case time(length: Int)
    case bars(BarScale, cells: Int)
    case spark(cells: Int)
  }

  /// Its place in the result.
  let index: Int
  let name: String
  var content: Content
  let isYielding: Bool
  let isASCII: Bool
  let isRoutine: ([Cell]) -> Bool

  /// All of `2026-01-31 09:30:00.000`, its minutes, and its day.
  static let timeLengths = (whole: 23, minutes: 16, day: 10)

  var title: String {
    if case .bars = content { "" } else { name }
  }

  var isBars: Bool {
    if case .bars = content { true } else { false }
  }

  var isTime: Bool {
    if case .time = content { true } else { false }
  }

  var role: TableColumnRole {
    switch content {
    case .bars, .spark: .drawn
    // A time without its end says nothing.
    case .time: .whole
    case .value: isYielding ? .yielding : .plain
    }
  }

  func cell(of row: [Cell]) -> Cell {
    let value = row[index]
    switch (content, value) {
    case (.value, _): return value
    case (.time(let length), .text(let text)): return .text(String(text.prefix(length)))
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

  /// How many cells of the terminal the column takes if nothing of it is cut.
  func width(of rows: [[Cell]]) -> Int {
    rows.reduce(DisplayWidth.of(title)) { max($0, Self.width(of: cell(of: $1))) }
  }

  private static func width(of value: Cell) -> Int {
    switch value {
    case .null: 0
    case .integer(let number): String(number).utf8.count
    case .real(let number): NumberText.plain(number).utf8.count
    case .text(let text): DisplayWidth.of(PrintableText.escaped(text))
    case .blob(let bytes): 2 * bytes.count
    }
  }

  /// Whether its cells may be cut.
  func isCuttable(_ kind: ResultColumn.Kind) -> Bool {
    if case .value = content { !kind.isNumeric } else { false }
  }
}
