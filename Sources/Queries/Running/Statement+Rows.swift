package import Rows
package import SQLite

extension CellView {
  /// Lends a value of the row that a statement has moved to, until it moves on.
  init(_ statement: borrowing Statement, at column: Int32) {
    switch statement.columnType(at: column) {
    case .null: self = .null
    case .integer: self = .integer(statement.integer(at: column))
    case .real: self = .real(statement.real(at: column))
    case .text: self = .text(statement.unsafeBytes(at: column))
    case .blob: self = .blob(statement.unsafeBytes(at: column))
    }
  }
}

extension Statement {
  /// Its columns, by the names that it gives them.
  package var columns: [ResultColumn] {
    let secrecy = StatementSecrecy(self)
    return (0..<columnCount).map {
      ResultColumn(columnName(at: $0), secrecy: secrecy.secrecy(of: $0, in: self))
    }
  }
}
