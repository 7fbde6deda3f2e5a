/// Keeps rows in memory.
package final class RowCollector: RowWriter {
  /// The maximum number of rows kept; further ones are only counted.
  private let rowsMax: Int
  package private(set) var columns: [ResultColumn] = []
  package private(set) var rows: [[Cell]] = []
  /// The number of rows received.
  package private(set) var count = 0

  /// The strings of the first column.
  package var texts: [String] {
    rows.compactMap { if case .text(let text)? = $0.first { text } else { nil } }
  }

  package init(rowsMax: Int = .max) {
    self.rowsMax = rowsMax
  }

  package func begin(columns: [ResultColumn]) { self.columns = columns }

  package func write(row: Row) {
    count += 1
    if count <= rowsMax { rows.append(row.indices.map { Cell(row[$0]) }) }
  }

  package func end() {}
}
