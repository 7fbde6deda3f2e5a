package import SQLite

/// Writes rows in one format: `begin`, each row, `end`.
package protocol RowWriter: AnyObject {
  /// Takes the names of the columns, in order.
  func begin(columns: [String]) throws(OutputError)
  /// Writes the row that the statement stands on: as many of its columns as there are names.
  func write(row: borrowing Statement) throws(OutputError)
  /// Writes what is left, and flushes the sink.
  func end() throws(OutputError)
}

extension RowWriter {
  /// Writes a few rows that come from no query.
  ///
  /// - Throws: `OutputError`, or `SQLiteError` if a value is longer than SQLite's limit.
  package func write(columns: [String], rows: [[Value]]) throws {
    try begin(columns: columns)
    let connection = try Connection.inMemory()
    let parameters = Array(repeating: "?", count: max(1, columns.count)).joined(separator: ", ")
    let row = try connection.prepare("SELECT " + parameters)
    for values in rows {
      precondition(values.count == columns.count, "a row has one value for each column")
      for (index, value) in values.enumerated() { try row.bind(value, at: Int32(index + 1)) }
      if try row.step() { try write(row: row) }
      row.reset()
    }
    try end()
  }
}

/// A cell of the row that a statement stands on, which all formats print alike.
enum Cell {
  /// NULL, and numbers that are not finite.
  case none
  case integer(Int64)
  case real(Double)
  case text(UnsafeRawBufferPointer)
  case blob(UnsafeRawBufferPointer)

  init(_ row: borrowing Statement, at column: Int) {
    let column = Int32(truncatingIfNeeded: column)
    switch row.columnType(at: column) {
    case .null: self = .none
    case .integer: self = .integer(row.integer(at: column))
    case .real:
      let value = row.real(at: column)
      self = value.isFinite ? .real(value) : .none
    case .text: self = .text(row.unsafeBytes(at: column))
    case .blob: self = .blob(row.unsafeBytes(at: column))
    }
  }
}

extension ByteBuffer {
  /// Appends a cell, its text by way of `appendText`; nothing for a cell without value.
  func append(_ cell: Cell, _ appendText: (UnsafeRawBufferPointer) -> Void) {
    switch cell {
    case .none: break
    case .integer(let value): append(integer: value)
    case .real(let value): append(real: value)
    case .text(let bytes): appendText(bytes)
    case .blob(let bytes): append(hexadecimal: bytes)
    }
  }
}
