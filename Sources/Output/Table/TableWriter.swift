import JSON
package import Rows
import TerminalText

/// Writes aligned columns under a header, for people; or a list where rows are too wide for that.
///
/// The layout is that of the first rows, which are held back until enough of them have come; the
/// rows after them go straight through. So a table of any length takes bounded memory. Control
/// characters are shown escaped, so that no text from outside can command the terminal.
package final class TableWriter: RowWriter {
  /// How many rows are measured; a screen shows some fifty.
  package static let measuredRowsMax = 1_000
  /// How many bytes are held back at most, whatever the number of rows.
  package static let measuredBytesMax = 4 << 20

  private let sink: ByteSink
  package let style: TableStyle
  /// What is known about the rows; given before `begin`.
  package var hints = TableHints()
  /// What is hidden or shortened; known when rows have been written.
  package private(set) var cutNote: LayoutNote?
  private var columns: [TableColumn] = []
  private var held = HeldRows()
  private var heldRows = 0
  private var widths: [Int] = []
  private var numeric: [Bool] = []
  private var hasValue: [Bool] = []
  private var drawing: (any RowDrawing)?
  private var plan = TablePlan(widths: [], right: [], wraps: false)

  package init(to sink: ByteSink, style: TableStyle = TableStyle()) {
    self.sink = sink
    self.style = style
  }

  package func begin(columns result: [ResultColumn]) throws(OutputError) {
    columns = hints.columns(for: result)
    if !style.isTerminal { columns = zip(columns, result).map { $0.titled($1.name) } }
    widths = columns.map { DisplayWidth.of(PrintableText.line($0.title)) }
    numeric = columns.map { _ in true }
    hasValue = columns.map { _ in false }
  }

  /// Writes a line as it is, above or below the table; called before `begin` or after `end`.
  package func write(line: String) throws(OutputError) {
    sink.buffer.append(text: line)
    sink.buffer.append(UInt8(ascii: "\n"))
    try sink.flush()
  }

  package func write(row: Row) throws(OutputError) {
    if drawing != nil { return try stream(row) }
    for index in columns.indices {
      held.append(row[index])
      let cell = held.cells[held.cells.count - 1]
      widths[index] = max(widths[index], cell.width)
      if !cell.range.isEmpty {
        hasValue[index] = true
        if !cell.isNumber { numeric[index] = false }
      }
    }
    heldRows += 1
    if heldRows == Self.measuredRowsMax || held.byteCount >= Self.measuredBytesMax {
      try writeHeld(moreFollow: true)
    }
  }

  package func end() throws(OutputError) {
    if drawing == nil { try writeHeld(moreFollow: false) }
    cutNote = LayoutNote(plan, columnCount: columns.count)
    try sink.flush()
  }

  private func writeHeld(moreFollow: Bool) throws(OutputError) {
    plan = makePlan()
    if moreFollow, let width = style.terminalWidth { plan.widen(columns, to: width) }
    var drawing: any RowDrawing =
      plan.isList
      ? ListDrawing(
        names: columns.map { $0.isBars ? nil : $0.name }, style: style)
      : TableDrawing(columns: columns, plan: plan, style: style)
    if style.isTerminal { try writeHeading(plan) }
    cutNote = LayoutNote(plan, columnCount: columns.count)
    drawing.appendHeader(to: sink.buffer)
    for row in 0..<heldRows {
      let cells = held.cells[(row * columns.count)..<((row + 1) * columns.count)]
      drawing.append(cells, of: held, to: sink.buffer)
      try sink.flushIfFull()
    }
    self.drawing = drawing
    held.removeAll()
  }

  private func makePlan() -> TablePlan {
    let right = columns.indices.map { numeric[$0] && hasValue[$0] }
    let whole = TableStyle.rowWidth(columns, widths)
    guard let width = style.terminalWidth, whole > width || columns.contains(where: \.hasShortIDs)
    else { return TablePlan(widths: widths, right: right, wraps: hints.wraps) }
    let measured = columns.enumerated().map { index, column in
      MeasuredColumn(
        column,
        values: (0..<heldRows).map { row in
          let cell = held.cells[row * columns.count + index]
          return cell.range.isEmpty ? nil : held.text(cell)
        }, isRightAligned: right[index],
        proseMin: TableStyle.proseMin(width))
    }
    return TablePlan(measured, width: width, hints: hints, mayBeList: style.mayBeList)
  }

  private func writeHeading(_ plan: TablePlan) throws(OutputError) {
    var lines = hints.heading
    if !plan.isList, !plan.constants.isEmpty {
      lines.append("same in every row: " + plan.constants.joined(separator: ", "))
    }
    guard !lines.isEmpty else { return }
    for line in lines {
      let wrapped =
        style.terminalWidth.map { WrappedText.lines(PrintableText.line(line), width: $0) }
        ?? [PrintableText.line(line)]
      for line in wrapped {
        sink.buffer.append(text: line)
        sink.buffer.append(UInt8(ascii: "\n"))
      }
    }
    sink.buffer.append(UInt8(ascii: "\n"))
  }

  private func stream(_ row: Row) throws(OutputError) {
    held.removeAll()
    for index in columns.indices { held.append(row[index]) }
    if style.terminalWidth != nil { plan.noteCuts(of: held.cells, columns) }
    drawing?.append(held.cells[...], of: held, to: sink.buffer)
    try sink.flushIfFull()
  }
}

/// Draws rows one after the other.
protocol RowDrawing {
  /// What stands above the rows.
  func appendHeader(to buffer: ByteBuffer)
  /// A row, with its line ends.
  mutating func append(
    _ cells: ArraySlice<HeldRows.Cell>, of rows: HeldRows, to buffer: ByteBuffer)
}
