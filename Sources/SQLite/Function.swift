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
  fileprivate var contentBytes: Int {
    var sum = 0
    for index in 0..<count {
      let type = sqlite3_value_type(values?[index])
      if type == SQLITE_TEXT || type == SQLITE_BLOB {
        sum += Int(sqlite3_value_bytes(values?[index]))
      }
    }
    return sum
  }

  fileprivate subscript(index: Int) -> OpaquePointer? {
    precondition(index >= 0 && index < count, "the function has no such argument")
    return values?[index]
  }
}

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

/// The body of an SQL function.
package typealias FunctionBody = (
  borrowing FunctionArguments, borrowing FunctionContext
) throws -> Void

extension Connection {
  /// Adds a scalar function to SQL, or replaces one of the same name and number of arguments.
  ///
  /// An error thrown by the body is the statement's error.
  /// - Parameters:
  ///   - argumentCount: −1 for any number.
  ///   - deterministic: the same arguments always give the same result.
  ///   - usableInSchema: views, triggers and indexes may call it, even those of a file that
  ///     somebody else prepared; only for functions without side effects.
  ///   - workBytes: memory that a call may use per byte of its strings, including its result; it counts toward the
  ///     memory limit while the call lasts.
  package func createFunction(
    name: String, argumentCount: Int32, deterministic: Bool = true, usableInSchema: Bool = false,
    workBytes: Int = 3, _ body: @escaping FunctionBody
  ) throws(SQLiteError) {
    let function = Unmanaged.passRetained(ScalarFunction(of: self, workBytes, body)).toOpaque()
    // SQLite releases the function also when this call fails.
    let code = sqlite3_create_function_v2(
      handle, name, argumentCount,
      functionFlags(deterministic: deterministic, usableInSchema: usableInSchema),
      function, callScalar, nil, nil, { Unmanaged<AnyObject>.release($0) })
    guard code == SQLITE_OK else {
      throw SQLiteError(connection: handle, code: code, sql: nil)
    }
  }
}

/// The encoding and the properties of a function, as SQLite expects them.
func functionFlags(deterministic: Bool, usableInSchema: Bool) -> Int32 {
  SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0)
    | (usableInSchema ? SQLITE_INNOCUOUS : 0)
}

extension Unmanaged where Instance == AnyObject {
  /// The destructor of all objects that SQLite keeps for this target.
  static func release(_ object: UnsafeMutableRawPointer?) {
    if let object { fromOpaque(object).release() }
  }
}

/// What SQLite keeps with a function for its calls.
class RegisteredFunction {
  /// Unowned, because the connection holds its functions; only a statement calls one, and it keeps the connection open.
  unowned let connection: Connection

  init(of connection: Connection) {
    self.connection = connection
  }
}

private final class ScalarFunction: RegisteredFunction {
  private let workBytes: Int
  private let body: FunctionBody
  /// Calls that use less are not counted.
  private static let contentBytesMin = 1 << 16

  init(of connection: Connection, _ workBytes: Int, _ body: @escaping FunctionBody) {
    self.workBytes = workBytes
    self.body = body
    super.init(of: connection)
  }

  func call(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext
  ) throws {
    let bytes = arguments.contentBytes
    guard bytes >= Self.contentBytesMin else { return try body(arguments, result) }
    try MemoryLimit.hold(bytes * workBytes, insteadOf: 0)
    defer { MemoryLimit.release(bytes * workBytes) }
    try body(arguments, result)
  }
}

private func callScalar(
  context: OpaquePointer?, count: Int32, values: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let context, let object = sqlite3_user_data(context) else { return }
  let function = Unmanaged<ScalarFunction>.fromOpaque(object).takeUnretainedValue()
  let result = FunctionContext(handle: context)
  do {
    try function.call(FunctionArguments(count: count, values: values), result)
  } catch {
    result.returnError(error)
  }
}
