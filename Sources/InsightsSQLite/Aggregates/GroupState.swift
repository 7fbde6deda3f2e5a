import LogsInsights
import SQLite

/// The state of one group of an ``SQLAggregate``.
protocol GroupState: AggregateState {
  /// The result so far.
  var value: GroupValue { get }
}

extension GroupState {
  func finish(_ result: borrowing FunctionContext) {
    switch value {
    case .null: result.returnNull()
    case .integer(let number): result.returnInteger(number)
    case .real(let number): result.returnReal(number)
    case .text(let bytes): result.returnText(bytes)
    case .boolean(let flag): result.returnFlag(flag)
    }
  }

  /// Nothing but a few numbers.
  var heldBytes: Int { 0 }
}

/// A value that a group keeps when its row is gone.
enum GroupValue: Equatable {
  case null
  case integer(Int64)
  case real(Double)
  /// UTF-8.
  case text([UInt8])
  case boolean(Bool)

  /// A copy of a value, a time as its number; nil if it is missing.
  init?(owning value: DynamicValue) {
    switch value {
    case .missing: return nil
    case .integer(let number), .timestamp(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .boolean(let flag): self = .boolean(flag)
    case .text(let bytes): self = .text(Array(bytes))
    }
  }

  /// A number, missing if it is not finite; a whole one that a double holds exactly is an integer.
  init(whole number: Double) {
    let isExact = number.magnitude <= ValueFacts.exactIntegerMax
    if !number.isFinite {
      self = .null
    } else if isExact, let whole = Int64(exactly: number) {
      self = .integer(whole)
    } else {
      self = .real(number)
    }
  }

  /// Bytes of memory of a text; 0 for a number.
  var heldBytes: Int {
    if case .text(let bytes) = self { bytes.count } else { 0 }
  }
}
