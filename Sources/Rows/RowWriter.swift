/// The cells of a row, in the order of the columns, borrowed for one call.
package typealias Row = Span<CellView>

/// Receives the rows of a result: `begin`, each row, `end`.
///
/// Formats print them; other writers keep or count them.
package protocol RowWriter: AnyObject {
  /// Takes the columns, in order.
  func begin(columns: [ResultColumn]) throws
  /// Receives a row: one cell for each column, valid during the call.
  func write(row: Row) throws
  /// Writes the rest of the output.
  func end() throws
}

extension RowWriter {
  /// Writes rows that are in memory.
  package func write(columns: [ResultColumn], rows: some Sequence<[Cell]>) throws {
    try begin(columns: columns)
    var store = RowStore(columnCount: columns.count)
    for cells in rows {
      store.removeAll()
      store.append(cells)
      try store.withRow(at: 0) { try write(row: $0) }
    }
    try end()
  }
}
