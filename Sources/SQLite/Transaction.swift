import CSQLite

/// A transaction that is rolled back unless it is committed.
///
///     let transaction = try Transaction(connection)
///     try insert.run()
///     try transaction.commit()
package struct Transaction: ~Copyable {
  /// When a transaction takes its lock.
  package enum Kind: String, Sendable {
    /// At once for writing, so that it cannot fail halfway because another connection has the lock.
    case immediate = "BEGIN IMMEDIATE"
    /// With the first statement: one consistent view for several reads.
    case deferred = "BEGIN DEFERRED"
  }

  private let connection: Connection

  /// Begins a transaction.
  package init(_ connection: Connection, _ kind: Kind = .immediate) throws(SQLiteError) {
    // First: if it fails, a transaction that is already open stays untouched.
    try connection.execute(kind.rawValue)
    self.connection = connection
  }

  deinit { connection.rollBack() }

  /// Makes the changes permanent; if that fails, they are rolled back.
  package consuming func commit() throws(SQLiteError) {
    try connection.execute("COMMIT")
  }
}

extension Connection {
  /// Rolls back what is neither committed nor rolled back by SQLite, as when the disk is full.
  fileprivate func rollBack() {
    if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }
}

extension Connection {
  /// Runs a body in a transaction: commits when it returns, rolls back when it throws.
  package func inTransaction<R>(
    _ kind: Transaction.Kind = .immediate, _ body: () throws(SQLiteError) -> R
  ) throws(SQLiteError) -> R {
    let transaction = try Transaction(self, kind)
    let result = try body()
    try transaction.commit()
    return result
  }
}
