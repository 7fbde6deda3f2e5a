import Rows
import SQLite

/// Rows in memory as a table of SQL, so that expressions can be asked of them.
///
/// The table is a common table expression whose cells come from a function: nothing is inserted anywhere.
final class ResultTable {
  /// What the table is called.
  static let name = "result"

  /// What comes before the SELECT that reads the table.
  let definition: String
  private let rows: HeldRows

  /// How many rows there are.
  var count: Int { rows.store.count }

  /// Makes an empty table, of which a connection has one at a time.
  init(columns: [String], _ connection: Connection) throws(SQLiteError) {
    let rows = HeldRows(columnCount: columns.count)
    self.rows = rows
    let names = columns.map(SQLName.text).joined(separator: ", ")
    let cells = columns.indices.map { "result_cell(number, \($0))" }.joined(separator: ", ")
    definition = """
      WITH RECURSIVE result_rows (number) AS (
        SELECT 0 WHERE result_count() > 0
        UNION ALL SELECT number + 1 FROM result_rows WHERE number + 1 < result_count()),
      \(Self.name) (\(names)) AS (SELECT \(cells) FROM result_rows)
      """
    try connection.createFunction(
      name: "result_count", argumentCount: 0, deterministic: false
    ) { _, context in context.returnInteger(Int64(rows.store.count)) }
    try connection.createFunction(
      name: "result_cell", argumentCount: 2, deterministic: false
    ) { arguments, context in
      rows.store.withCell(
        row: Int(arguments.integer(at: 0)), column: Int(arguments.integer(at: 1))
      ) { context.returnCell($0) }
    }
  }

  /// Adds a copy of a row.
  ///
  /// - Throws: `SQLiteError` if there is no memory for it.
  func take(_ row: Row) throws(SQLiteError) {
    rows.store.append(row)
    let bytes = rows.store.heldBytes
    try MemoryLimit.hold(bytes, insteadOf: rows.heldBytes)
    rows.heldBytes = bytes
  }

  /// The rows, which the functions share, and what is counted of their memory.
  private final class HeldRows {
    var store: RowStore
    var heldBytes = 0

    init(columnCount: Int) {
      store = RowStore(columnCount: columnCount)
    }

    deinit { MemoryLimit.release(heldBytes) }
  }
}

extension FunctionContext {
  /// Returns a copy of a cell.
  fileprivate borrowing func returnCell(_ cell: CellView) {
    switch cell {
    case .null: returnNull()
    case .integer(let number): returnInteger(number)
    case .real(let number): returnReal(number)
    case .text(let bytes): returnText(bytes)
    case .blob(let bytes): returnBlob(bytes)
    }
  }
}
