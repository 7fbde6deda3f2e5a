import CSQLite

// The columns of the row that `step()` has moved to. Before a row and after a reset all are NULL.
extension Statement {
  /// The number of columns of a row; 0 if the statement returns none.
  package var columnCount: Int32 { sqlite3_column_count(handle) }

  /// The name of a column as the statement defines it.
  package func columnName(at column: Int32) -> String {
    sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
  }

  /// The type of the value, before any of the methods below has converted it.
  package func columnType(at column: Int32) -> StorageClass {
    StorageClass(rawValue: sqlite3_column_type(handle, column)) ?? .null
  }

  /// Whether the value is NULL.
  package func isNull(at column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// The value as a whole number, converted by SQLite's rules; 0 for NULL.
  package func integer(at column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// The value as a floating-point number, converted by SQLite's rules; 0 for NULL.
  package func real(at column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// The bytes of a text (UTF-8) or a blob; numbers as text, nothing for NULL.
  ///
  /// They belong to SQLite and are valid until the next step or reset.
  @usableFromInline
  package func unsafeBytes(at column: Int32) -> UnsafeRawBufferPointer {
    let start: UnsafeRawPointer? =
      sqlite3_column_type(handle, column) == SQLITE_BLOB
      ? sqlite3_column_blob(handle, column)
      : UnsafeRawPointer(sqlite3_column_text(handle, column))
    // In this order: the count belongs to the representation that the call above has produced.
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// Lends the bytes of a text (UTF-8) or a blob; numbers as text, nothing for NULL.
  @inlinable
  package func withBytes<R, E: Error>(
    at column: Int32, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(unsafeBytes(at: column))
  }

  /// The value as text, `nil` for NULL.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  package func string(at column: Int32) -> String? {
    if isNull(at: column) { return nil }
    return String(decoding: unsafeBytes(at: column), as: UTF8.self)
  }

  /// A copy of the value that owns its memory.
  package func value(at column: Int32) -> Value {
    switch columnType(at: column) {
    case .null: .null
    case .integer: .integer(integer(at: column))
    case .real: .real(real(at: column))
    case .text: .text(String(decoding: unsafeBytes(at: column), as: UTF8.self))
    case .blob: .blob(Array(unsafeBytes(at: column)))
    }
  }

  /// The table whose column a column of the result is, under whatever name and through whatever view.
  ///
  /// Nil if the value is computed.
  package func columnOriginTable(at column: Int32) -> String? {
    sqlite3_column_table_name(handle, column).map { String(cString: $0) }
  }

  /// The name that this column has in its table; nil if the value is computed.
  package func columnOriginName(at column: Int32) -> String? {
    sqlite3_column_origin_name(handle, column).map { String(cString: $0) }
  }
}
