import SQLite
import Testing

/// A closure cannot consume what it captures, so this takes the transaction itself.
private func failure(committing transaction: consuming Transaction) -> SQLiteError? {
  do {
    try transaction.commit()
    return nil
  } catch {
    return error
  }
}

@Suite struct TransactionTests {
  private func table() throws -> Connection {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a UNIQUE)")
    return connection
  }

  @Test func committedChangesStay() throws {
    let connection = try table()
    let transaction = try Transaction(connection)
    #expect(connection.isInTransaction == true)
    try connection.execute("INSERT INTO t VALUES (1)")
    try transaction.commit()
    #expect(connection.isInTransaction == false)
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
  }

  @Test func withoutCommitTheyAreRolledBack() throws {
    let connection = try table()
    do {
      let transaction = try Transaction(connection)
      try connection.execute("INSERT INTO t VALUES (1)")
      _ = consume transaction
    }
    #expect(connection.isInTransaction == false)
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func anErrorRollsBack() throws {
    let connection = try table()
    let error = failure {
      try connection.inTransaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO t VALUES (1)")
        try connection.execute("INSERT INTO t VALUES (1)")
      }
    }
    #expect(error?.isConstraint == true)
    #expect(connection.isInTransaction == false)
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
    let count = try connection.inTransaction(.deferred) { () throws(SQLiteError) in
      try connection.integer("SELECT count(*) FROM t")
    }
    #expect(count == 0)
  }

  @Test func aSecondTransactionLeavesTheFirstAlone() throws {
    let connection = try table()
    let transaction = try Transaction(connection)
    try connection.execute("INSERT INTO t VALUES (1)")
    #expect(failure { _ = try Transaction(connection) }?.code == 1)
    #expect(connection.isInTransaction == true)
    try transaction.commit()
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
  }

  @Test func aRollbackBySQLiteIsNoError() throws {
    let connection = try table()
    do {
      let transaction = try Transaction(connection)
      try connection.execute("INSERT INTO t VALUES (1)")
      #expect(
        failure { try connection.execute("INSERT OR ROLLBACK INTO t VALUES (1)") } != nil)
      #expect(connection.isInTransaction == false)
      #expect(failure(committing: transaction) != nil)
    }
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aCommitThatFailsIsRolledBack() throws {
    let connection = try memory()
    try connection.execute(
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY);
      CREATE TABLE b (a INTEGER REFERENCES a DEFERRABLE INITIALLY DEFERRED);
      """)
    let transaction = try Transaction(connection)
    try connection.execute("INSERT INTO b VALUES (1)")
    #expect(failure(committing: transaction)?.isConstraint == true)
    #expect(connection.isInTransaction == false)
  }

  @Test func aFullDatabaseIsReported() throws {
    let connection = try table()
    try connection.execute("PRAGMA max_page_count = 10")
    let error = failure {
      try connection.inTransaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
      }
    }
    #expect(error?.isFull == true)
    #expect(connection.isInTransaction == false)
  }
}
