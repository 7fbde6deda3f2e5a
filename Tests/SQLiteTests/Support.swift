import SQLite

func memory() throws -> Connection { try Connection.inMemory() }

extension Connection {
  /// All rows of a query.
  func rows(_ sql: String, _ bindings: Value...) throws -> [[Value]] {
    let statement = try prepare(sql)
    for (index, value) in bindings.enumerated() {
      try statement.bind(value, at: Int32(index + 1))
    }
    return try statement.rows()
  }
}

extension Statement {
  /// The rows that are left.
  func rows() throws -> [[Value]] {
    var rows: [[Value]] = []
    while try step() { rows.append((0..<columnCount).map { value(at: $0) }) }
    return rows
  }
}

/// The SQLite error of a body; `#expect(throws:)` cannot capture noncopyable values.
func failure(_ body: () throws -> Void) -> SQLiteError? {
  do {
    try body()
    return nil
  } catch {
    return error as? SQLiteError
  }
}
