import CSQLite

/// The arguments of one call of an SQL function, borrowed from SQLite.
package struct FunctionArguments: ~Copyable {
  /// The number of arguments.
  package let count: Int
  private let values: UnsafeMutablePointer<OpaquePointer?>?

  init(count: Int32, values: UnsafeMutablePointer<OpaquePointer?>?) {
    self.count = Int(count)
    self.values = values
  }

  /// The type of an argument, before any of the methods below has converted it.
  package func type(at index: Int) -> StorageClass {
    StorageClass(rawValue: sqlite3_value_type(self[index])) ?? .null
  }

  /// Whether an argument is NULL.
  package func isNull(at index: Int) -> Bool {
    sqlite3_value_type(self[index]) == SQLITE_NULL
  }

  /// An argument as a whole number, converted by SQLite's rules.
  package func integer(at index: Int) -> Int64 { sqlite3_value_int64(self[index]) }

  /// An argument as a floating-point number, converted by SQLite's rules.
  package func real(at index: Int) -> Double { sqlite3_value_double(self[index]) }

  /// The bytes of a text (UTF-8) or a blob; numbers as text, nothing for NULL.
  ///
  /// They belong to SQLite and are valid until the function returns.
  @usableFromInline
  package func unsafeBytes(at index: Int) -> UnsafeRawBufferPointer {
    let value = self[index]
    let start: UnsafeRawPointer? =
      sqlite3_value_type(value) == SQLITE_BLOB
      ? sqlite3_value_blob(value) : UnsafeRawPointer(sqlite3_value_text(value))
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  /// Lends the bytes of a text (UTF-8) or a blob; numbers as text, nothing for NULL.
  @inlinable
  package func withBytes<R, E: Error>(
    at index: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(unsafeBytes(at: index))
  }

  /// A copy of a string, `nil` for NULL.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  package func string(at index: Int) -> String? {
    if isNull(at: index) { return nil }
    return String(decoding: unsafeBytes(at: index), as: UTF8.self)
  }

  /// The total size in bytes of all strings and blobs.
  var contentBytes: Int {
    var sum = 0
    for index in 0..<count {
      let type = sqlite3_value_type(values?[index])
      if type == SQLITE_TEXT || type == SQLITE_BLOB {
        sum += Int(sqlite3_value_bytes(values?[index]))
      }
    }
    return sum
  }

  subscript(index: Int) -> OpaquePointer? {
    precondition(index >= 0 && index < count, "the function has no such argument")
    return values?[index]
  }
}
