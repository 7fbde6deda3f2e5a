import CSQLite

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
