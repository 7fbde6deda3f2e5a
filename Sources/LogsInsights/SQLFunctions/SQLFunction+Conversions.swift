extension SQLFunction {
  /// Values seen as another type, as a condition, or against each other.
  static let conversions: [SQLFunction] = [
    number, text, truth, output, scalar, single, isNumeric, equals, compare, finite,
  ]

  /// `(x)`: the value as INTEGER or REAL; NULL for a text that is no number.
  public static let number = SQLFunction("insights_number") { Value(number: $0[0].number) }

  /// `(x)`: the value as TEXT, as it is printed.
  public static let text = SQLFunction("insights_text") {
    $0[0].textBytes == nil ? .text($0[0].printed) : .argument
  }

  /// `(x)`: 1 or 0, the value as a condition.
  public static let truth = SQLFunction("insights_truth") { Value($0[0].truth) }

  /// `(x)`: the value as it is shown: booleans as 1 and 0, times as text, all else unchanged.
  ///
  /// An inner node (``DynamicValue``) is shown as its JSON; that is up to whoever registers it.
  public static let output = SQLFunction("insights_output") {
    switch $0[0] {
    case .boolean(let value): .integer(value ? 1 : 0)
    case .timestamp: .text($0[0].printed)
    default: .argument
    }
  }

  /// `(x)`: the value unchanged, but NULL for an inner node.
  public static let scalar = SQLFunction("insights_scalar") { _ in .argument }

  /// `(x)`: the value unchanged, but NULL for an inner node, a map or a list.
  public static let single = SQLFunction("insights_single") { _ in .argument }

  /// `(x)`: 1 or 0, whether the value is or prints a number.
  public static let isNumeric = SQLFunction("insights_is_numeric") { Value($0[0].double != nil) }

  /// `(a, b)`: 1 or 0, whether two values are equal (``DynamicValue/equals(_:_:)``).
  public static let equals = SQLFunction("insights_equals", 2) {
    Value(DynamicValue.equals($0[0], $0[1]))
  }

  /// `(a, b)`: -1, 0 or 1, the order of two values (``DynamicValue/compare(_:_:)``).
  public static let compare = SQLFunction("insights_compare", 2) {
    DynamicValue.compare($0[0], $0[1]).map { .integer(Int64($0)) } ?? .null
  }

  /// `(x)`: the number itself, or NULL if it is not finite.
  public static let finite = SQLFunction("insights_finite") { Value(number: $0[0].number) }
}
