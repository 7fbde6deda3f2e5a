import LogsInsights
import Patterns
package import SQLite

/// The SQL functions and the collation that compiled queries call: what `LogsInsights` works out, made known to SQLite.
package enum InsightsFunctions {
  /// Makes the functions known to a connection.
  package static func register(on connection: Connection) throws(SQLiteError) {
    for function in SQLFunction.all {
      for argumentCount in function.argumentCounts {
        try connection.createFunction(
          name: function.name, argumentCount: Int32(argumentCount)
        ) { arguments, result in
          if !giveStructure(function, arguments, result) {
            result.give(call(function, arguments), arguments)
          }
        }
      }
    }
    try registerMatches(on: connection)
    try RegexReplacer.register(on: connection)
    try DigestFunctions.register(on: connection)
    try ExtractionFunctions.register(on: connection)
    try StructureFunctions.register(on: connection)
    for aggregate in SQLAggregate.allCases {
      try connection.createAggregate(
        name: aggregate.rawValue, argumentCount: Int32(aggregate.argumentCount)
      ) { GroupState(aggregate, TaskOrder($0)) }
    }
    try connection.createCollation(name: SQLFunction.collation) { left, right in
      Int32(SortOrder.compare(left, right))
    }
  }

  private static func call(
    _ function: SQLFunction, _ arguments: borrowing FunctionArguments
  ) -> SQLFunction.Value {
    let first = arguments.dynamicValue(at: 0)
    switch arguments.count {
    case 1: return function.evaluate(first)
    case 2: return function.evaluate(first, arguments.dynamicValue(at: 1))
    default:
      return function.evaluate(first, arguments.dynamicValue(at: 1), arguments.dynamicValue(at: 2))
    }
  }

  /// Gives what a function makes of a map, a list or an inner node; false where those are missing.
  private static func giveStructure(
    _ function: SQLFunction, _ arguments: borrowing FunctionArguments,
    _ result: borrowing FunctionContext
  ) -> Bool {
    switch function {
    case .output:
      guard let json = Structure.json(at: 0, of: arguments) ?? InnerNode.json(arguments) else {
        return false
      }
      result.returnText(json)
    case .scalar where Structure.json(at: 0, of: arguments) != nil:
      result.returnArgument(arguments, at: 0)
    case .truth where Structure.json(at: 0, of: arguments) != nil:
      result.returnBoolean(false)
    case .equals where Structure.json(at: 0, of: arguments) != nil && isThere(1, arguments),
      .equals where Structure.json(at: 1, of: arguments) != nil && isThere(0, arguments):
      result.returnBoolean(false)
    default: return false
    }
    return true
  }

  /// Whether an argument is a value, a map or a list.
  private static func isThere(_ index: Int, _ arguments: borrowing FunctionArguments) -> Bool {
    if Structure.json(at: index, of: arguments) != nil { return true }
    if case .missing = arguments.dynamicValue(at: index) { return false }
    return true
  }

  /// The pattern is compiled once per statement and kept with it.
  private static func registerMatches(on connection: Connection) throws(SQLiteError) {
    try connection.createFunction(name: SQLFunction.matches, argumentCount: 2) {
      arguments, result in
      guard !arguments.isNull(at: 0), !arguments.isNull(at: 1) else { return result.returnNull() }
      let pattern = try result.cached(at: 1) { try Pattern(arguments.string(at: 1) ?? "") }
      let isMatch = try arguments.withBytes(at: 0) { try pattern.matches($0) }
      result.returnBoolean(isMatch)
    }
  }
}

extension FunctionArguments {
  /// An argument as the language sees it; texts are borrowed.
  func dynamicValue(at index: Int) -> DynamicValue {
    switch type(at: index) {
    case .null: .missing
    case .integer: .integer(integer(at: index))
    case .real: .real(real(at: index))
    case .text: .text(unsafeBytes(at: index))
    case .blob: DynamicValue(blob: unsafeBytes(at: index))
    }
  }
}

extension FunctionContext {
  fileprivate func give(_ value: SQLFunction.Value, _ arguments: borrowing FunctionArguments) {
    if value == .argument { returnArgument(arguments, at: 0) } else { give(value) }
  }

  fileprivate func give(_ value: SQLFunction.Value) {
    switch value {
    case .null, .argument: returnNull()
    case .integer(let number): returnInteger(number)
    case .real(let number): returnReal(number)
    case .text(let bytes): bytes.withUnsafeBytes { returnText($0) }
    case .boolean(let flag): returnFlag(flag)
    }
  }
}

/// One group of an aggregate.
private final class GroupState: AggregateState {
  private var state: any SQLAggregateState
  private let argumentCount: Int

  init(_ aggregate: SQLAggregate, _ order: TaskOrder) {
    state = aggregate.makeState(isBefore: order.isBefore)
    argumentCount = aggregate.argumentCount
  }

  func step(_ arguments: borrowing FunctionArguments) throws {
    try state.add(
      arguments.dynamicValue(at: 0),
      argumentCount > 1 ? arguments.dynamicValue(at: 1) : .missing,
      argumentCount > 2 ? arguments.dynamicValue(at: 2) : .missing)
  }

  func finish(_ result: borrowing FunctionContext) {
    result.give(state.value)
  }

  var heldBytes: Int { state.heldBytes }
}
