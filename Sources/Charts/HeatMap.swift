/// Counts by two cycles, such as the day of the week and the hour of the day.
package struct HeatMap: Equatable, Sendable {
  /// The names of the rows, from the top, and of the columns.
  package let rows: [String]
  package let columns: [String]
  /// One array per row.
  package private(set) var values: [[Double]]

  package init(rows: [String], columns: [String]) {
    self.rows = rows
    self.columns = columns
    values = Array(repeating: Array(repeating: 0, count: columns.count), count: rows.count)
  }

  /// Hours of a week that starts on Monday, UTC.
  package static var week: HeatMap {
    HeatMap(
      rows: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
      columns: (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" })
  }

  /// Adds to a cell; positions outside are ignored.
  package mutating func add(_ value: Double, row: Int, column: Int) {
    guard rows.indices.contains(row), columns.indices.contains(column), value.isFinite else {
      return
    }
    values[row][column] += value
  }

  package var largest: Double { values.joined().max() ?? 0 }

  /// The cell with the highest count; nil if all are empty.
  package var peak: (row: String, column: String, value: Double)? {
    guard largest > 0 else { return nil }
    for (row, cells) in values.enumerated() {
      if let column = cells.firstIndex(of: largest) {
        return (rows[row], columns[column], largest)
      }
    }
    return nil
  }

  func total(row: Int) -> Double { values[row].reduce(0, +) }
  func total(column: Int) -> Double { values.reduce(0) { $0 + $1[column] } }
}
