import Rows
import Testing

/// Gathers what a writer is given.
private final class Collector: RowWriter {
  var columns: [ResultColumn] = []
  var rows: [[Cell]] = []
  var isEnded = false

  func begin(columns: [ResultColumn]) { self.columns = columns }
  func write(row: Row) { rows.append(row.indices.map { Cell(row[$0]) }) }
  func end() { isEnded = true }
}

/// Rows that come from no statement.
@Suite struct RowTests {
  private static let rows: [[Cell]] = [
    [.null, .integer(.min), .real(-0.5), .text("é\u{0}x"), .blob([0, 255])],
    [.text(""), .null, .null, .blob([]), .text("last")],
  ]

  @Test func aWriterTakesRowsInMemory() throws {
    let collector = Collector()
    let columns = ["a", "b", "c", "d", "e"].map { ResultColumn($0) }
    try collector.write(columns: columns, rows: Self.rows)
    #expect(collector.columns == columns && collector.rows == Self.rows && collector.isEnded)
  }

  @Test func aCollectorKeepsTheFirstRowsAndCountsAll() throws {
    let collector = RowCollector(rowsMax: 1)
    try collector.write(
      columns: [ResultColumn("a"), ResultColumn("b")],
      rows: [[.text("x"), .null], [.integer(1), .null], [.text("y"), .null]])
    #expect(collector.rows == [[.text("x"), .null]] && collector.count == 3)
    #expect(collector.texts == ["x"])
  }

  @Test func aStoreKeepsRowsOfBothKinds() throws {
    var store = RowStore(columnCount: 5)
    for row in Self.rows { store.append(row) }
    var copy = RowStore(columnCount: 5)
    for index in 0..<store.count { store.withRow(at: index) { copy.append($0) } }
    for (index, row) in Self.rows.enumerated() {
      #expect(copy.withRow(at: index) { view in view.indices.map { Cell(view[$0]) } } == row)
      #expect(row.indices.map { copy.withCell(row: index, column: $0) { Cell($0) } } == row)
    }
    #expect(copy.count == 2 && copy.heldBytes > 0)
    copy.removeAll()
    #expect(copy.count == 0)
  }

  @Test func bytesThatAreNotUTF8AreReplaced() {
    let bytes: [UInt8] = [0x61, 0xff]
    #expect(bytes.withUnsafeBytes { Cell(.text($0)) } == .text("a\u{fffd}"))
  }
}
