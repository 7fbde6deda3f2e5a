import JSON
package import Rows
import TerminalText

/// Writes aligned columns under a header, for people.
///
/// The widths are those of the first rows, which are held back until enough of them have come; the
/// rows after them go straight through. So a table of any length takes bounded memory. Control
/// characters are shown escaped, so that no text from outside can command the terminal.
package final class TableWriter: RowWriter {
  /// How many rows are measured; a screen shows some fifty.
  package static let measuredRowsMax = 1_000
  /// How many bytes are held back at most, whatever the number of rows.
  package static let measuredBytesMax = 4 << 20

  private let sink: ByteSink
  package let style: TableStyle
  private var roles: [TableColumnRole] = []
  private var header: [HeldCell] = []
  private var layout = TableLayout(headerWidths: [])
  /// The cells of the rows held back, in order, and their bytes.
  private var held: [HeldCell] = []
  private let texts = ByteBuffer(capacity: 4_096)
  private var heldRows = 0
  private var isStreaming = false

  package init(to sink: ByteSink, style: TableStyle = TableStyle()) {
    self.sink = sink
    self.style = style
  }

  package func begin(columns: [ResultColumn]) throws(OutputError) {
    header = columns.map { column in
      Array(column.name.utf8).withUnsafeBytes { hold(.text($0)) }
    }
    layout = TableLayout(headerWidths: header.map(\.width), roles: roles)
  }

  /// Says what the columns are for; called before `begin`.
  package func take(roles: [TableColumnRole]) { self.roles = roles }

  /// Writes a line as it is, above or below the table; called before `begin` or after `end`.
  package func write(line: String) throws(OutputError) {
    Array(line.utf8).withUnsafeBytes { sink.buffer.append($0) }
    sink.buffer.append(UInt8(ascii: "\n"))
    try sink.flush()
  }

  package func write(row: Row) throws(OutputError) {
    if isStreaming { return try stream(row) }
    for column in header.indices {
      let cell = hold(row[column])
      layout.note(
        width: cell.width, isNumber: cell.isNumber, isEmpty: cell.range.isEmpty, at: column)
      held.append(cell)
    }
    heldRows += 1
    if heldRows == Self.measuredRowsMax || texts.count >= Self.measuredBytesMax {
      try writeHeld()
    }
  }

  package func end() throws(OutputError) {
    if !isStreaming { try writeHeld() }
    try sink.flush()
  }

  /// Appends a cell as it will be shown to `texts`.
  private func hold(_ cell: CellView) -> HeldCell {
    let start = texts.count
    texts.append(cell) { texts.append(printable: $0) }
    let range = start..<texts.count
    switch cell {
    case .text:
      return HeldCell(range: range, width: DisplayWidth.of(text(range)), isNumber: false)
    case .integer, .real:
      return HeldCell(range: range, width: range.count, isNumber: true)
    case .blob, .null:
      return HeldCell(range: range, width: range.count, isNumber: false)
    }
  }

  private func text(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: texts.bytes[range])
  }

  private func writeHeld() throws(OutputError) {
    isStreaming = true
    if let width = style.terminalWidth { layout.fit(into: width) }
    try writeHeader()
    let rows = held
    for row in 0..<heldRows {
      try writeLine(rows[(row * header.count)..<((row + 1) * header.count)])
    }
    held = []
    texts.removeAll()
  }

  private func stream(_ row: Row) throws(OutputError) {
    texts.removeAll()
    held.removeAll(keepingCapacity: true)
    for column in header.indices { held.append(hold(row[column])) }
    try writeLine(held[...])
  }

  private func writeHeader() throws(OutputError) {
    guard !header.isEmpty else { return }
    if style.isColored { sink.buffer.append("\u{1b}[1m") }
    appendLine(header[...])
    if style.isColored { sink.buffer.append("\u{1b}[0m") }
    sink.buffer.append(UInt8(ascii: "\n"))
    for (index, column) in layout.columns.enumerated() {
      if index > 0 { sink.buffer.append(UInt8(ascii: " "), times: TableStyle.gap) }
      for _ in 0..<column.width { sink.buffer.append(style.rule) }
    }
    sink.buffer.append(UInt8(ascii: "\n"))
    try sink.flushIfFull()
  }

  private func writeLine(_ cells: ArraySlice<HeldCell>) throws(OutputError) {
    appendLine(cells)
    sink.buffer.append(UInt8(ascii: "\n"))
    try sink.flushIfFull()
  }

  /// Appends the cells with the blanks between them; a line does not end in blanks.
  private func appendLine(_ cells: ArraySlice<HeldCell>) {
    let buffer = sink.buffer
    var blanks = 0
    for (cell, column) in zip(cells, layout.columns) {
      let isCut = style.terminalWidth != nil && cell.width > column.width && !cell.isNumber
      let (bytes, width) =
        isCut
        ? DisplayWidth.fitting(text(cell.range), into: column.width - 1)
        : (cell.range.count, cell.width)
      let padding = max(0, column.width - width - (isCut ? 1 : 0))
      if column.isRightAligned { blanks += padding }
      if bytes > 0 || isCut {
        buffer.append(UInt8(ascii: " "), times: blanks)
        blanks = 0
        let isPainted = column.role == .drawn && style.isColored
        if isPainted { buffer.append("\u{1b}[36m") }
        buffer.append(text(cell.range.prefix(bytes)))
        if isPainted { buffer.append("\u{1b}[0m") }
        if isCut { buffer.append(style.ellipsis) }
      }
      if !column.isRightAligned { blanks += padding }
      blanks += TableStyle.gap
    }
  }
}

/// A cell as it will be shown.
private struct HeldCell {
  /// Its bytes in the writer's `texts`.
  let range: Range<Int>
  /// In cells of the terminal.
  let width: Int
  let isNumber: Bool
}
