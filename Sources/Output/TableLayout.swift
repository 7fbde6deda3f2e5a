/// What a column of a table is for, where that is known.
package enum TableColumnRole: Sendable {
  case plain
  /// Long text, which gives way first where the terminal is narrow.
  case yielding
  /// A picture, which is never truncated, and is colored if colors are on.
  case drawn
  /// Text that says nothing when it is cut, and so never is.
  case whole
}

/// The widths of the columns of a table, computed from the first rows.
struct TableLayout {
  struct Column {
    let role: TableColumnRole
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
  /// Long text keeps as much before other columns give way, too.
  private static let yieldingWidthMin = 12

  /// - Parameter roles: those of the first columns; all others are plain.
  init(headerWidths: [Int], roles: [TableColumnRole] = []) {
    columns = headerWidths.enumerated().map { index, width in
      Column(role: index < roles.count ? roles[index] : .plain, width: width)
    }
  }

  /// Takes a cell into account; empty ones say nothing.
  mutating func note(width: Int, isNumber: Bool, isEmpty: Bool, at column: Int) {
    columns[column].width = max(columns[column].width, width)
    guard !isEmpty else { return }
    columns[column].hasValue = true
    if !isNumber { columns[column].isNumeric = false }
  }

  /// Narrows text columns, so that a row fits into the terminal: first those of long text, then the
  /// widest of all.
  mutating func fit(into terminalWidth: Int) {
    let room = terminalWidth - TableStyle.gap * max(0, columns.count - 1)
    let texts = columns.indices.filter { isCuttable($0) }
    narrow(
      texts.filter { columns[$0].role == .yielding }, to: room, widthMin: Self.yieldingWidthMin)
    narrow(texts, to: room, widthMin: Self.widthMin)
  }

  private func isCuttable(_ column: Int) -> Bool {
    let role = columns[column].role
    return !columns[column].isRightAligned && role != .drawn && role != .whole
  }

  /// Narrows the widest of some columns to a common width, so that all together fit into the room.
  private mutating func narrow(_ texts: [Int], to room: Int, widthMin: Int) {
    let total = columns.reduce(0) { $0 + $1.width }
    guard total > room, !texts.isEmpty else { return }
    let room = room - total + texts.reduce(0) { $0 + columns[$1].width }
    func taken(_ limit: Int) -> Int { texts.reduce(0) { $0 + min(columns[$1].width, limit) } }
    var limit = widthMin
    while taken(limit + 1) <= room { limit += 1 }
    var spare = room - taken(limit)
    for column in texts where columns[column].width > limit {
      // What is left goes, cell by cell, to the first of them.
      columns[column].width = limit + (spare > 0 ? 1 : 0)
      spare -= 1
    }
  }
}
