import LogsInsights
import SQLite

extension SQLFunction {
  /// Values seen as another type, as a condition, or against each other.
  static let conversions: [SQLFunction] = [
    number, text, truth, output, scalar, single, isNumeric, equals, compare, finite,
  ]

  /// `(x)`: the value as INTEGER or REAL; NULL for a string that is not a number.
  static let number = SQLFunction("insights_number") { $1.returnNumber($0[0].number) }

  /// `(x)`: the value as TEXT, as it is printed.
  static let text = SQLFunction("insights_text") { arguments, result in
    switch arguments[0] {
    case .text: result.returnArgument(arguments, at: 0)
    case .missing: result.returnNull()
    case let value: result.returnText(value.printed)
    }
  }

  /// `(x)`: 1 or 0, the value as a condition; 0 for a map or list.
  static let truth = SQLFunction("insights_truth") { arguments, result in
    result.returnTruth(
      Structure.json(at: 0, of: arguments) == nil ? arguments[0].truth : false)
  }

  /// `(x)`: the value as it is shown: booleans as 1 and 0, times as text, maps, lists and inner
  /// nodes as their JSON, everything else unchanged.
  static let output = SQLFunction("insights_output") { arguments, result in
    switch arguments[0] {
    case .boolean(let value): result.returnBoolean(value)
    case .timestamp: result.returnText(arguments[0].printed)
    case .missing:
      if let json = Structure.json(at: 0, of: arguments) ?? InnerNode.json(at: 0, of: arguments) {
        result.returnText(json)
      }
    default: result.returnArgument(arguments, at: 0)
    }
  }

  /// `(x)`: the value unchanged, but NULL for an inner node.
  static let scalar = SQLFunction("insights_scalar") { arguments, result in
    if case .missing = arguments[0], Structure.json(at: 0, of: arguments) == nil {
      result.returnNull()
    } else {
      result.returnArgument(arguments, at: 0)
    }
  }

  /// `(x)`: the value unchanged, but NULL for an inner node, a map or a list.
  static let single = SQLFunction("insights_single") { arguments, result in
    if case .missing = arguments[0] { return result.returnNull() }
    result.returnArgument(arguments, at: 0)
  }

  /// `(x)`: 1 or 0, whether the value is or prints a number.
  static let isNumeric = SQLFunction("insights_is_numeric") { arguments, result in
    if case .missing = arguments[0] { return result.returnNull() }
    result.returnBoolean(arguments[0].double != nil)
  }

  /// `(a, b)`: 1 or 0, whether two values are equal (`DynamicValue.equals`); a map or list equals
  /// nothing.
  static let equals = SQLFunction("insights_equals", 2) { arguments, result in
    if let answer = DynamicValue.equals(arguments[0], arguments[1]) {
      result.returnBoolean(answer)
    } else if isThere(0, arguments), isThere(1, arguments) {
      result.returnBoolean(false)
    }
  }

  /// `(a, b)`: -1, 0 or 1, the order of two values (`DynamicValue.compare`).
  static let compare = SQLFunction("insights_compare", 2) {
    $1.returnInteger(DynamicValue.compare($0[0], $0[1]).map { Int64($0) })
  }

  /// `(x)`: the number itself, or NULL if it is not finite.
  static let finite = SQLFunction("insights_finite") { $1.returnNumber($0[0].number) }

  /// Whether an argument is a value, a map or a list.
  private static func isThere(_ index: Int, _ arguments: borrowing FunctionArguments) -> Bool {
    if case .missing = arguments[index] { return Structure.json(at: index, of: arguments) != nil }
    return true
  }
}
