/// The widths of the columns of a table, learnt from the first rows.
struct TableLayout {
  struct Column {
    /// In cells of the terminal.
    var width: Int
    /// Whether all values so far are numbers, which are set to the right and never cut.
    var isNumeric = true
    var hasValue = false

    var isRightAligned: Bool { isNumeric && hasValue }
  }

  private(set) var columns: [Column]
  /// No text column gets narrower than this; a row may then be wider than the terminal.
  private static let widthMin = 6

  init(headerWidths: [Int]) {
    columns = headerWidths.map { Column(width: $0) }
  }

  /// Takes a cell into account; empty ones say nothing.
  mutating func note(width: Int, isNumber: Bool, isEmpty: Bool, at column: Int) {
    columns[column].width = max(columns[column].width, width)
    guard !isEmpty else { return }
    columns[column].hasValue = true
    if !isNumber { columns[column].isNumeric = false }
  }

  /// Narrows the widest text columns to a common width, so that a row fits into the terminal.
  mutating func fit(into terminalWidth: Int) {
    let gaps = TableStyle.gap * max(0, columns.count - 1)
    let texts = columns.indices.filter { !columns[$0].isRightAligned }
    let numbers = columns.reduce(0) { $0 + ($1.isRightAligned ? $1.width : 0) }
    let room = terminalWidth - gaps - numbers
    guard texts.reduce(0, { $0 + columns[$1].width }) > room else { return }
    func taken(_ limit: Int) -> Int { texts.reduce(0) { $0 + min(columns[$1].width, limit) } }
    var limit = Self.widthMin
    while taken(limit + 1) <= room { limit += 1 }
    var spare = room - taken(limit)
    for column in texts where columns[column].width > limit {
      // What is left goes, cell by cell, to the first of them.
      columns[column].width = limit + (spare > 0 ? 1 : 0)
      spare -= 1
    }
  }
}
