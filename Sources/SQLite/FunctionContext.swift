import CSQLite

/// Where a function puts its result.
///
/// Without one the result is NULL; of several the last one counts.
package struct FunctionContext: ~Copyable {
  private let handle: OpaquePointer

  init(handle: OpaquePointer) {
    self.handle = handle
  }

  /// The connection that runs the function; the body may run other statements on it, but keep them only in `shared`.
  package var connection: Connection {
    guard let function = sqlite3_user_data(handle) else {
      preconditionFailure("the function was called without its registration")
    }
    return Unmanaged<RegisteredFunction>.fromOpaque(function).takeUnretainedValue().connection
  }

  package func returnNull() { sqlite3_result_null(handle) }

  package func returnInteger(_ value: Int64) { sqlite3_result_int64(handle, value) }

  /// Returns a number; SQLite makes NULL of not-a-number.
  package func returnReal(_ value: Double) { sqlite3_result_double(handle, value) }

  package func returnBoolean(_ value: Bool) { sqlite3_result_int(handle, value ? 1 : 0) }

  /// Returns a copy of a string given as UTF-8.
  package func returnText(_ bytes: UnsafeRawBufferPointer) {
    returnText(bytes, csqlite_transient())
  }

  /// Returns a copy of a string.
  package func returnText(_ text: String) {
    var text = text
    text.withUTF8 { returnText(UnsafeRawBufferPointer($0), csqlite_transient()) }
  }

  /// Returns a string literal, without a copy.
  package func returnText(_ text: StaticString) {
    text.withUTF8Buffer { returnText(UnsafeRawBufferPointer($0), nil) }
  }

  /// Returns a copy of bytes.
  package func returnBlob(_ bytes: UnsafeRawBufferPointer) {
    sqlite3_result_blob64(
      handle, bytes.startOrEmpty, UInt64(bytes.count), csqlite_transient())
  }

  /// Returns an argument as it is.
  package func returnArgument(_ arguments: borrowing FunctionArguments, at index: Int) {
    sqlite3_result_value(handle, arguments[index])
  }

  /// The maximum length of a value, in bytes, that the connection allows.
  package var valueBytesMax: Int {
    Int(sqlite3_limit(sqlite3_context_db_handle(handle), SQLITE_LIMIT_LENGTH, -1))
  }

  /// Throws if a result that is being built has become too long.
  package func checkLength(_ bytes: Int) throws(SQLiteError) {
    guard bytes > valueBytesMax else { return }
    throw SQLiteError(extendedCode: SQLITE_TOOBIG, message: "string or blob too big")
  }

  /// Makes the statement fail with this message.
  package func returnError(_ message: String) {
    sqlite3_result_error(handle, message, -1)
  }

  /// Makes the statement fail with the message of the error, and with its code if it is SQLite's.
  func returnError(_ error: any Error) {
    guard let error = error as? SQLiteError else { return returnError(String(describing: error)) }
    returnError(error.message)
    sqlite3_result_error_code(handle, error.extendedCode)
  }

  /// A value derived from an argument at this call site, such as a compiled pattern; created on the first call.
  ///
  /// SQLite keeps it for the run of the statement if the argument is a constant or a parameter, and discards it
  /// otherwise. A function must keep objects of one class at one argument.
  package func cached<Object: AnyObject, E: Error>(
    at index: Int, _ make: () throws(E) -> Object
  ) throws(E) -> Object {
    try kept(under: Int32(index), make)
  }

  /// A value that a function keeps for this run of the statement; created on the first call.
  ///
  /// All calls in a statement share it. A number is for objects of one class, and for the whole connection.
  package func shared<Object: AnyObject, E: Error>(
    under number: UInt8, _ make: () throws(E) -> Object
  ) throws(E) -> Object {
    // SQLite shares what is kept under a negative number with all calls until the statement is reset.
    try kept(under: -1 - Int32(number), make)
  }

  private func kept<Object: AnyObject, E: Error>(
    under number: Int32, _ make: () throws(E) -> Object
  ) throws(E) -> Object {
    if let kept = sqlite3_get_auxdata(handle, number) {
      return unsafeDowncast(
        Unmanaged<AnyObject>.fromOpaque(kept).takeUnretainedValue(), to: Object.self)
    }
    let object = try make()
    let kept = Unmanaged<AnyObject>.passRetained(object).toOpaque()
    sqlite3_set_auxdata(handle, number, kept) { kept in
      if let kept { Unmanaged<AnyObject>.fromOpaque(kept).release() }
    }
    return object
  }

  private func returnText(_ bytes: UnsafeRawBufferPointer, _ destructor: sqlite3_destructor_type?) {
    sqlite3_result_text64(
      handle, bytes.startOrEmpty.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
      destructor, UInt8(SQLITE_UTF8))
  }
}
