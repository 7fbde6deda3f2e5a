import SQLite

/// An SQL function that the SQL of plans calls.
///
/// All are deterministic and have no side effects. An argument that is NULL gives NULL unless a
/// function says otherwise. Values whose type only the rows tell look as `DynamicValue.init(blob:)`
/// says; a map or list is missing to every function that does not say what it makes of one. Each
/// function stands as a constant, with its family, in a file of its own.
struct SQLFunction: Sendable {
  let name: String
  let argumentCounts: ClosedRange<Int>
  /// Whether a call with NULL as an argument is worked out, too.
  private let acceptsNull: Bool
  /// Memory that a call may use for each byte of its strings.
  private let workBytes: Int
  /// Makes the body for a connection, with what it keeps from call to call.
  private let makeBody: @Sendable () -> FunctionBody

  /// A function that keeps nothing from call to call.
  init(
    _ name: String, _ argumentCounts: ClosedRange<Int>, acceptsNull: Bool = false,
    _ body:
      @escaping @Sendable (
        borrowing FunctionArguments, borrowing FunctionContext
      ) throws -> Void
  ) {
    self.init(name, argumentCounts, acceptsNull: acceptsNull) { body }
  }

  init(
    _ name: String, _ argumentCount: Int = 1, acceptsNull: Bool = false,
    _ body:
      @escaping @Sendable (
        borrowing FunctionArguments, borrowing FunctionContext
      ) throws -> Void
  ) {
    self.init(name, argumentCount...argumentCount, acceptsNull: acceptsNull) { body }
  }

  /// A function whose body is made for each connection.
  init(
    _ name: String, _ argumentCounts: ClosedRange<Int>, acceptsNull: Bool = false,
    workBytes: Int = 3, makeBody: @escaping @Sendable () -> FunctionBody
  ) {
    self.name = name
    self.argumentCounts = argumentCounts
    self.acceptsNull = acceptsNull
    self.workBytes = workBytes
    self.makeBody = makeBody
  }

  /// All functions, by family.
  static let all =
    conversions + numeric + calendar + textual + encodings + addresses + patterns + expressions
    + structures

  /// Makes the function known to a connection.
  func register(on connection: Connection) throws(SQLiteError) {
    for argumentCount in argumentCounts {
      let body = makeBody()
      try connection.createFunction(
        name: name, argumentCount: Int32(argumentCount), workBytes: workBytes,
        acceptsNull ? body : Self.strict(body))
    }
  }

  private static func strict(_ body: @escaping FunctionBody) -> FunctionBody {
    { arguments, result in
      for index in 0..<arguments.count where arguments.isNull(at: index) {
        return result.returnNull()
      }
      try body(arguments, result)
    }
  }
}
