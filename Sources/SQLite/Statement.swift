import CSQLite

/// A compiled statement: bind, step through its rows, reset, and again.
///
/// Indexes of parameters count from 1 and those of columns from 0, as in SQLite. A step that fails
/// resets the statement, so that it holds no lock and can be bound and run again at once.
///
/// A statement has one owner, and keeps its connection open.
package struct Statement: ~Copyable {
  /// SQLite's statement, for what this type does not cover.
  package let handle: OpaquePointer

  /// The connection that prepared the statement.
  let connection: Connection

  init(handle: OpaquePointer, of connection: Connection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Moves to the next row; `false` means that there is none.
  ///
  /// After `false` the next call would run the statement again; call `reset` first to make that explicit.
  package func step() throws(SQLiteError) -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let error = failure(code)
    sqlite3_reset(handle)
    throw error
  }

  /// Makes the statement ready to be bound and run again; bindings are kept.
  package func reset() {
    // Its code repeats the error of the last step, which `step` has thrown.
    sqlite3_reset(handle)
  }

  /// Sets all parameters to NULL.
  package func clearBindings() {
    sqlite3_clear_bindings(handle)
  }

  /// Runs to the end, ignoring rows, and resets.
  package func run() throws(SQLiteError) {
    var code = sqlite3_step(handle)
    while code == SQLITE_ROW { code = sqlite3_step(handle) }
    guard code == SQLITE_DONE else {
      let error = failure(code)
      sqlite3_reset(handle)
      throw error
    }
    sqlite3_reset(handle)
  }

  /// The SQL as it was prepared, without the values of parameters.
  package var sql: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "" }

  /// Whether the statement leaves the database file as it is.
  ///
  /// BEGIN, ATTACH and some pragmas also count as reading.
  package var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Whether it is an EXPLAIN or EXPLAIN QUERY PLAN.
  package var isExplain: Bool { sqlite3_stmt_isexplain(handle) != 0 }

  /// Not inlined: the fast path has no strings.
  @inline(never)
  private func failure(_ code: Int32) -> SQLiteError {
    SQLiteError(connection: connection.handle, code: code, sql: sql)
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw failure(code) }
  }
}

extension Statement {
  /// The number of the highest parameter.
  package var parameterCount: Int32 { sqlite3_bind_parameter_count(handle) }

  /// The first parameter as it is written, such as `:name` or `?1`; `?` for one without a name or number.
  package var firstParameter: String {
    sqlite3_bind_parameter_name(handle, 1).map { String(cString: $0) } ?? "?"
  }

  /// The number of a named parameter, the name with its `:`, `@` or `$`; `nil` if there is none.
  package func parameterIndex(_ name: String) -> Int32? {
    let index = sqlite3_bind_parameter_index(handle, name)
    return index == 0 ? nil : index
  }

  /// Binds a number.
  package func bind(_ value: Int64, at index: Int32) throws(SQLiteError) {
    try check(sqlite3_bind_int64(handle, index, value))
  }

  /// Binds a number; SQLite makes NULL of not-a-number.
  @_disfavoredOverload  // A literal without a point is a whole number.
  package func bind(_ value: Double, at index: Int32) throws(SQLiteError) {
    try check(sqlite3_bind_double(handle, index, value))
  }

  /// Binds NULL.
  package func bindNull(at index: Int32) throws(SQLiteError) {
    try check(sqlite3_bind_null(handle, index))
  }

  /// Binds a copy of a string.
  package func bind(text: String, at index: Int32) throws(SQLiteError) {
    var text = text
    let code = text.withUTF8 { bytes in
      bindText(UnsafeRawBufferPointer(bytes), index, csqlite_transient())
    }
    try check(code)
  }

  /// Binds a copy of a string given as UTF-8.
  package func bindText(
    _ bytes: UnsafeRawBufferPointer, at index: Int32
  ) throws(SQLiteError) {
    try check(bindText(bytes, index, csqlite_transient()))
  }

  /// Binds a copy of bytes.
  package func bindBlob(
    _ bytes: UnsafeRawBufferPointer, at index: Int32
  ) throws(SQLiteError) {
    try check(bindBlob(bytes, index, csqlite_transient()))
  }

  /// Binds a string without a copy: the bytes must not change until the parameter is bound again,
  /// the bindings are cleared, or the statement is gone.
  ///
  /// A reset is not enough, unless the statement is not stepped again before binding.
  package func bindBorrowedText(
    _ bytes: UnsafeRawBufferPointer, at index: Int32
  ) throws(SQLiteError) {
    try check(bindText(bytes, index, nil))
  }

  /// Binds bytes without a copy, on the conditions of `bindBorrowedText(_:at:)`.
  package func bindBorrowedBlob(
    _ bytes: UnsafeRawBufferPointer, at index: Int32
  ) throws(SQLiteError) {
    try check(bindBlob(bytes, index, nil))
  }

  /// Binds a value of any type.
  package func bind(_ value: Value, at index: Int32) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(at: index)
    case .integer(let number): try bind(number, at: index)
    case .real(let number): try bind(number, at: index)
    case .text(let text): try bind(text: text, at: index)
    case .blob(let bytes):
      try check(bytes.withUnsafeBytes { bindBlob($0, index, csqlite_transient()) })
    }
  }

  /// Binds a value to a named parameter, the name with its `:`, `@` or `$`.
  package func bind(_ value: Value, named name: String) throws(SQLiteError) {
    guard let index = parameterIndex(name) else {
      throw SQLiteError(
        extendedCode: SQLITE_RANGE, message: "the statement has no parameter \(name)", sql: sql)
    }
    try bind(value, at: index)
  }

  private func bindText(
    _ bytes: UnsafeRawBufferPointer, _ index: Int32, _ destructor: sqlite3_destructor_type?
  ) -> Int32 {
    sqlite3_bind_text64(
      handle, index, bytes.startOrEmpty.assumingMemoryBound(to: CChar.self),
      UInt64(bytes.count), destructor, UInt8(SQLITE_UTF8))
  }

  private func bindBlob(
    _ bytes: UnsafeRawBufferPointer, _ index: Int32, _ destructor: sqlite3_destructor_type?
  ) -> Int32 {
    sqlite3_bind_blob64(handle, index, bytes.startOrEmpty, UInt64(bytes.count), destructor)
  }
}

extension UnsafeRawBufferPointer {
  /// The start of the bytes, never null: SQLite reads a null pointer as NULL, not as empty.
  var startOrEmpty: UnsafeRawPointer {
    baseAddress ?? UnsafeRawPointer(("" as StaticString).utf8Start)
  }
}
