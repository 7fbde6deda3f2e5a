/// The cells of a row, in the order of the columns, borrowed while they are being taken.
package typealias Row = Span<CellView>

/// Takes the rows of a result: `begin`, each row, `end`.
///
/// Formats print them, others keep or count them.
package protocol RowWriter: AnyObject {
  /// Takes the columns, in order.
  func begin(columns: [ResultColumn]) throws
  /// Takes a row: one cell for each column, valid during the call.
  func write(row: Row) throws
  /// Writes what is left.
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
