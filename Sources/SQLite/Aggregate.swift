import CSQLite

/// The state of one group of an aggregate function.
package protocol AggregateState: AnyObject {
  /// Adds one row.
  func step(_ arguments: borrowing FunctionArguments) throws
  /// Returns the result of the group.
  func finish(_ context: borrowing FunctionContext) throws
  /// The memory in bytes that the group holds, including its result; it counts toward the memory limit.
  var heldBytes: Int { get }
}

extension Connection {
  /// Adds an aggregate function to SQL, or replaces one of the same name and number of arguments.
  ///
  /// `makeState` is called once for each group, including the empty group of a query without rows. It receives the
  /// connection, on which the state may run other statements; it must not keep one longer than the state. An error
  /// thrown by a step or at the end is the statement's error. The parameters are those of `createFunction`.
  package func createAggregate(
    name: String, argumentCount: Int32, deterministic: Bool = true, usableInSchema: Bool = false,
    _ makeState: @escaping (Connection) -> any AggregateState
  ) throws(SQLiteError) {
    let aggregate = Unmanaged.passRetained(Aggregate(of: self, makeState)).toOpaque()
    // SQLite releases the aggregate also when this call fails.
    let code = sqlite3_create_function_v2(
      handle, name, argumentCount,
      functionFlags(deterministic: deterministic, usableInSchema: usableInSchema),
      aggregate, nil, stepAggregate, finishAggregate, { Unmanaged<AnyObject>.release($0) })
    guard code == SQLITE_OK else {
      throw SQLiteError(connection: handle, code: code, sql: nil)
    }
  }
}

private final class Aggregate: RegisteredFunction {
  private let make: (Connection) -> any AggregateState

  init(of connection: Connection, _ make: @escaping (Connection) -> any AggregateState) {
    self.make = make
    super.init(of: connection)
  }

  func makeState() -> any AggregateState { make(connection) }

  static func of(_ context: OpaquePointer) -> Aggregate? {
    sqlite3_user_data(context).map {
      Unmanaged<Aggregate>.fromOpaque($0).takeUnretainedValue()
    }
  }
}

/// The contents of the memory that SQLite keeps for each group, initially zero.
private struct GroupSlot {
  /// The first byte; there is a state only once it is set.
  let isStarted = true
  let state: any AggregateState
  /// How much of the state's memory has been counted.
  private var heldBytes = 0

  private init(_ state: any AggregateState) {
    self.state = state
  }

  /// The group, created on the first row; nil if out of memory.
  static func of(
    _ context: OpaquePointer, _ aggregate: Aggregate
  ) -> UnsafeMutablePointer<GroupSlot>? {
    guard
      let memory = sqlite3_aggregate_context(context, Int32(MemoryLayout<GroupSlot>.size))
    else { return nil }
    if memory.load(as: Bool.self) { return memory.assumingMemoryBound(to: GroupSlot.self) }
    return memory.initializeMemory(as: GroupSlot.self, to: GroupSlot(aggregate.makeState()))
  }

  /// Adds one row.
  mutating func step(_ arguments: borrowing FunctionArguments) throws {
    try state.step(arguments)
    let bytes = state.heldBytes
    try MemoryLimit.hold(bytes, insteadOf: heldBytes)
    heldBytes = bytes
  }

  /// Removes the state of the group from SQLite's memory; `nil` if there was no row.
  static func take(_ context: OpaquePointer) -> (any AggregateState)? {
    guard let memory = sqlite3_aggregate_context(context, 0), memory.load(as: Bool.self) else {
      return nil
    }
    let slot = memory.assumingMemoryBound(to: GroupSlot.self).move()
    memory.storeBytes(of: false, as: Bool.self)
    MemoryLimit.release(slot.heldBytes)
    return slot.state
  }
}

private func stepAggregate(
  context: OpaquePointer?, count: Int32, values: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let context, let aggregate = Aggregate.of(context) else { return }
  guard let group = GroupSlot.of(context, aggregate) else {
    return sqlite3_result_error_nomem(context)
  }
  do {
    try group.pointee.step(FunctionArguments(count: count, values: values))
  } catch {
    FunctionContext(handle: context).returnError(error)
  }
}

/// SQLite calls this for each group, even if an error or an interrupt ended it.
private func finishAggregate(context: OpaquePointer?) {
  guard let context, let aggregate = Aggregate.of(context) else { return }
  let state = GroupSlot.take(context) ?? aggregate.makeState()
  let result = FunctionContext(handle: context)
  do {
    try state.finish(result)
  } catch {
    result.returnError(error)
  }
}
