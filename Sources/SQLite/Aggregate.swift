import CSQLite

/// The state of one group of an aggregate function.
package protocol AggregateState: AnyObject {
  /// Takes one row in.
  func step(_ arguments: borrowing FunctionArguments) throws
  /// Gives the result of the group.
  func finish(_ context: borrowing FunctionContext) throws
}

extension Connection {
  /// Adds an aggregate function to SQL, or replaces one of the same name and number of arguments.
  ///
  /// `makeState` is called once for each group, also for the empty group of a query without rows.
  /// An error thrown by a step or at the end is the statement's error. The parameters are those of
  /// `createFunction`.
  package func createAggregate(
    name: String, argumentCount: Int32, deterministic: Bool = true, usableInSchema: Bool = false,
    _ makeState: @escaping () -> any AggregateState
  ) throws(SQLiteError) {
    let aggregate = Unmanaged.passRetained(Aggregate(makeState)).toOpaque()
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

private final class Aggregate {
  let makeState: () -> any AggregateState

  init(_ makeState: @escaping () -> any AggregateState) {
    self.makeState = makeState
  }

  static func of(_ context: OpaquePointer) -> Aggregate? {
    sqlite3_user_data(context).map {
      Unmanaged<Aggregate>.fromOpaque($0).takeUnretainedValue()
    }
  }
}

/// What lies in the memory that SQLite keeps for each group, zero at first.
private struct GroupSlot {
  /// The first byte; only once it is set is there a state.
  let isStarted = true
  let state: any AggregateState

  /// The state of the group, made on the first row.
  static func state(_ context: OpaquePointer, of aggregate: Aggregate) -> (any AggregateState)? {
    guard
      let memory = sqlite3_aggregate_context(context, Int32(MemoryLayout<GroupSlot>.size))
    else { return nil }
    if memory.load(as: Bool.self) { return memory.load(as: GroupSlot.self).state }
    let state = aggregate.makeState()
    memory.initializeMemory(as: GroupSlot.self, to: GroupSlot(state: state))
    return state
  }

  /// The state of the group, taken out of SQLite's memory; `nil` if there was no row.
  static func take(_ context: OpaquePointer) -> (any AggregateState)? {
    guard let memory = sqlite3_aggregate_context(context, 0), memory.load(as: Bool.self) else {
      return nil
    }
    let slot = memory.assumingMemoryBound(to: GroupSlot.self).move()
    memory.storeBytes(of: false, as: Bool.self)
    return slot.state
  }
}

private func stepAggregate(
  context: OpaquePointer?, count: Int32, values: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let context, let aggregate = Aggregate.of(context) else { return }
  guard let state = GroupSlot.state(context, of: aggregate) else {
    return sqlite3_result_error_nomem(context)
  }
  do {
    try state.step(FunctionArguments(count: count, values: values))
  } catch {
    FunctionContext(handle: context).returnError(error)
  }
}

/// SQLite calls it for each group, also for one that an error or an interrupt ended.
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
