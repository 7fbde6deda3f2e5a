import CSQLite

extension Connection {
  /// Compiles SQL that consists of one statement.
  ///
  /// A persistent statement is kept for long and run often; SQLite allocates it accordingly.
  /// - Throws: `SQLiteError`, also if the SQL contains no statement, or more than one: then the
  ///   error's `isSecondStatement` is true, and its offset is where the second one begins.
  package func prepare(
    _ sql: String, persistent: Bool = true
  ) throws(SQLiteError) -> Statement {
    let bytes = Array(sql.utf8)
    var rest = 0
    guard let statement = try prepareNext(bytes, persistent: persistent, rest: &rest) else {
      throw SQLiteError(
        extendedCode: SQLITE_MISUSE, message: "the text contains no statement", sql: sql)
    }
    let next = SQLScanner.firstMeaningful(in: bytes, from: rest)
    guard next == bytes.count else { throw SQLiteError.secondStatement(sql: sql, offset: next) }
    return statement
  }

  /// Compiles the statement that begins at the byte `rest`, and moves `rest` past it.
  ///
  /// Returns `nil` if only white space and comments are left.
  package func prepareNext(
    _ sql: [UInt8], persistent: Bool = false, rest: inout Int
  ) throws(SQLiteError) -> Statement? {
    rest = SQLScanner.firstMeaningful(in: sql, from: rest)
    guard rest < sql.count else { return nil }
    let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    var prepared: OpaquePointer?
    var length = 0
    let code = sql.withUnsafeBytes { bytes in
      let text = UnsafeRawBufferPointer(rebasing: bytes[rest...])
        .bindMemory(to: CChar.self)
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(
        handle, text.baseAddress, Int32(clamping: text.count), flags, &prepared, &tail)
      if let tail, let start = text.baseAddress { length = tail - start }
      return code
    }
    guard code == SQLITE_OK else {
      let text = String(decoding: sql, as: UTF8.self)
      throw SQLiteError(connection: handle, code: code, sql: text, base: rest)
    }
    guard let prepared else { throw SQLiteError.noStatement(sql: sql, offset: rest) }
    rest += length
    return Statement(handle: prepared, of: self)
  }

  /// Runs all statements of a string, one after another; rows are ignored.
  package func execute(_ sql: String) throws(SQLiteError) {
    try execute(Array(sql.utf8))
  }

  /// Runs all statements of a string given as UTF-8.
  package func execute(_ sql: [UInt8]) throws(SQLiteError) {
    var rest = 0
    while let statement = try prepareNext(sql, rest: &rest) {
      try statement.run()
    }
  }

  /// The first column of the first row as a number; `nil` without a row or if it is NULL.
  package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql, persistent: false)
    guard try statement.step(), !statement.isNull(at: 0) else { return nil }
    return statement.integer(at: 0)
  }

  /// The value of a pragma that answers with one number, such as `user_version`.
  package func pragma(_ name: String) throws(SQLiteError) -> Int64 {
    precondition(SQLScanner.isPlainName(name), "no pragma has such a name")
    return try integer("PRAGMA \(name)") ?? 0
  }

  /// Sets a pragma to a number.
  package func setPragma(_ name: String, to value: Int64) throws(SQLiteError) {
    precondition(SQLScanner.isPlainName(name), "no pragma has such a name")
    try execute("PRAGMA \(name) = \(value)")
  }

  /// The number that grows with each change of the schema.
  package func schemaVersion() throws(SQLiteError) -> Int64 { try pragma("schema_version") }

  /// Rows that the last INSERT, UPDATE or DELETE changed.
  package var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Rows changed since the connection was opened, by triggers and foreign keys too.
  package var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  /// The row id of the last row inserted.
  package var lastInsertRowID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether the main database can only be read.
  package var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// Whether a transaction is open.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
}

extension SQLiteError {
  private static let secondStatementMessage = "the text contains more than one statement"

  /// Whether SQL was refused because it contains more than one statement.
  package var isSecondStatement: Bool {
    code == SQLITE_MISUSE && message == Self.secondStatementMessage
  }

  fileprivate static func secondStatement(sql: String, offset: Int) -> SQLiteError {
    SQLiteError(
      extendedCode: SQLITE_MISUSE, message: secondStatementMessage, sql: sql, offset: offset)
  }

  fileprivate static func noStatement(sql: [UInt8], offset: Int) -> SQLiteError {
    SQLiteError(
      extendedCode: SQLITE_MISUSE, message: "there is no statement here",
      sql: String(decoding: sql, as: UTF8.self), offset: offset)
  }
}
