/// What is known of a value before a query runs.
public enum ValueType: String, Equatable, Sendable {
  /// Always missing.
  case missing
  case text, number, boolean
  /// Whole milliseconds since 1970 UTC; text and number by its uses.
  case timestamp
  /// An inner node of the event: shown, and missing for everything else.
  case json
  /// A map or list that the query made; missing for everything that wants a scalar.
  case structure
  /// Text, number, boolean, time or structure, from row to row.
  case any

  /// Whether every value is a number: booleans count as 1 and 0, times as milliseconds.
  public var isNumeric: Bool {
    switch self {
    case .number, .boolean, .timestamp: true
    case .missing, .text, .json, .structure, .any: false
    }
  }
}

/// What is known of the values of a scalar, worked out once when the scalar is made.
public struct ValueFacts: Equatable, Sendable {
  public var type: ValueType
  /// Whether every value is a whole number.
  public var isInteger = false
  /// What no number exceeds in magnitude; above ``overflowBound`` a result may not be finite.
  public var bound = Double.infinity
  /// Whether a value may be a map or list that the query made, into which paths reach.
  public var mayHoldMembers = false
  /// What the scalar is when every field in it is missing.
  public var whenMissing = WhenMissing.unknown
  /// What the strings look like, if they are those of a field.
  public var textForm = EventField.TextForm.any

  public enum WhenMissing: Sendable {
    case missing
    /// False or missing.
    case notTrue
    case unknown
  }

  public init(_ type: ValueType) {
    self.type = type
  }

  /// Whether every operation on the value as a scalar is missing.
  public var isMissing: Bool { type == .missing || type == .json || type == .structure }

  /// Whether the value is missing even where maps and lists count.
  var isAbsent: Bool { type == .missing || type == .json }

  /// Numbers up to this magnitude cannot overflow in one more operation.
  public static let overflowBound = 1e300

  /// The largest number below which every whole number is exact as a double.
  ///
  /// Whole numbers of events are taken to lie below it; above it is beyond the precision that the
  /// language has anyway.
  public static let exactIntegerMax = 9_007_199_254_740_992.0

  /// More rows than an archive can have.
  package static let rowsBound = 1e13
}

extension ValueFacts {
  static func integer(upTo bound: Double) -> ValueFacts {
    var facts = ValueFacts(.number)
    facts.isInteger = true
    facts.bound = bound
    return facts
  }

  static func number(upTo bound: Double) -> ValueFacts {
    var facts = ValueFacts(.number)
    // A result that could overflow is checked, and so finite.
    facts.bound = bound < overflowBound ? bound : .greatestFiniteMagnitude
    return facts
  }

  /// The facts of a value that is missing where one of its operands is.
  func strict(in operands: [Scalar]) -> ValueFacts {
    var facts = self
    if operands.contains(where: { $0.facts.whenMissing == .missing }) {
      facts.whenMissing = .missing
    }
    return facts
  }
}
