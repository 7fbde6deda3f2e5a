import JSON
package import Rows

/// Writes each row as a block with a field on each line, its name before its value.
///
/// A line that begins with two rules, `── row 1 ───`, stands before each row. On a terminal long values
/// go on below themselves; elsewhere a field is always one line. Control characters are escaped.
package final class ListWriter: RowWriter {
  private let sink: ByteSink
  private let style: TableStyle
  private var drawing = ListDrawing(names: [], style: TableStyle())
  private var columnCount = 0
  private var held = HeldRows()

  package init(to sink: ByteSink, style: TableStyle = TableStyle()) {
    self.sink = sink
    self.style = style
  }

  package func begin(columns: [ResultColumn]) {
    columnCount = columns.count
    drawing = ListDrawing(names: columns.map(\.name), style: style)
    held.keepsLineFeeds = style.keepsLineFeeds
  }

  package func write(row: Row) throws(OutputError) {
    held.removeAll()
    for index in 0..<columnCount { held.append(row[index]) }
    drawing.append(held.cells[...], of: held, to: sink.buffer)
    try sink.flushIfFull()
  }

  package func end() throws(OutputError) { try sink.flush() }
}
