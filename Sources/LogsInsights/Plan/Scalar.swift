/// A typed expression over the rows of a plan: what an expression of the query means, without a word
/// of any engine.
///
/// A missing value makes everything missing that is worked out from it, unless a case says otherwise.
public struct Scalar: Sendable {
  public let kind: Kind
  public let facts: ValueFacts
  /// Whether the query asks to see the value even if it is a secret; `unmask` says so.
  public private(set) var isUnmasked = false

  public indirect enum Kind: Sendable {
    case literal(Literal)
    /// A field of the events, by its number in ``Plan/fields``.
    case field(Int)
    /// A column that an earlier node defines, or another definition of the same aggregate node.
    case column(ColumnID)
    case convert(Scalar, Conversion)
    /// A function of the language, its arguments converted as its signature says.
    case call(FunctionCall)
    /// What a command works out of a value.
    case extract(Extraction, Scalar)
    case arithmetic(ArithmeticOperator, Scalar, Scalar)
    case negate(Scalar)
    /// `left = right`, with the conversions of the language.
    case equal(Scalar, Scalar)
    /// `left < right` and the like, with the conversions of the language.
    case compare(Scalar, OrderOperator, Scalar)
    /// Whether a string contains another one.
    case contains(Scalar, Scalar)
    /// Whether a regular expression occurs in a string.
    case matches(Scalar, pattern: String)
    /// Whether a value equals one of several.
    case isOneOf(Scalar, [Scalar])
    /// Whether a value equals an element of a list.
    case isElement(Scalar, of: Scalar)
    /// Whether a value equals one in the only column of another plan.
    case isInResult(Scalar, of: Plan)
    /// Never missing if one operand is false, or all are true.
    case and([Scalar])
    /// Never missing if one operand is true, or all are false.
    case or([Scalar])
    case not(Scalar)
    /// Never missing.
    case isPresent(Scalar)
    /// The value of the first condition that is true, else the other one; missing counts as false.
    case choice([Branch], otherwise: Scalar)
    /// The first value that is present.
    case coalesce([Scalar])
    /// What a ``ValuePath`` reaches in a map or list.
    case member(Scalar, path: String)
    /// A value worked out from several rows; in the definitions of a window node only.
    case window(Window)
  }

  public struct Branch: Sendable {
    public let condition: Scalar
    public let value: Scalar

    init(_ condition: Scalar, _ value: Scalar) {
      self.condition = condition
      self.value = value
    }
  }

  init(_ kind: Kind, _ facts: ValueFacts) {
    self.kind = kind
    self.facts = facts
  }

  public var type: ValueType { facts.type }

  /// The same value, to be shown even if it is a secret.
  var unmasked: Scalar {
    var scalar = self
    scalar.isUnmasked = true
    return scalar
  }
}

/// A constant of a query.
public enum Literal: Equatable, Sendable {
  /// The value that is never there.
  case missing
  case integer(Int64)
  case real(Double)
  case text(String)
  case boolean(Bool)
}

/// The name of a column of a plan; no other column of the query has it.
public struct ColumnID: Hashable, Sendable {
  public let number: Int
}

/// What a value is taken as.
public enum Conversion: String, Sendable {
  /// A number; missing for what is not one.
  case number
  /// A string, as the value is printed.
  case text
  /// True or false: a number other than 0, or the string `true` in any case, is true.
  case condition
  /// A time: times themselves, numbers of milliseconds, and strings of such numbers.
  case time
  /// Any type, the type seen row by row; inner nodes of a known type are missing.
  case any
  /// Any type, an inner node of the event too, to be shown and for nothing else.
  case node
  /// The value itself, an inner node missing.
  case scalar
  /// Something equal exactly where the values print the same; not to be shown.
  case groupKey
}

/// An operator of two numbers.
public enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"
}

/// An operator that asks for the order of two values.
public enum OrderOperator: String, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// The operator with its sides exchanged.
  package var mirrored: OrderOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

/// A call of a function of the language.
public struct FunctionCall: Sendable {
  /// The function's name as the manual writes it.
  public let function: String
  /// The values, without the period.
  public let arguments: [Scalar]
  /// The last argument of a function that ends in a period.
  public let period: TimeRounding?
  public let isAggregate: Bool
}

/// What commands work out of one value.
public enum Extraction: Equatable, Sendable {
  /// The string that the n-th wildcard of a ``GlobPattern`` stands for, counted from 1.
  case glob(pattern: String, part: Int)
  /// The n-th group of the first match of a regular expression, counted from 1.
  case group(pattern: String, part: Int)
  /// The groups of all matches of a regular expression, as a list of lists; missing without a match.
  case matches(pattern: String)
  /// The map or list that a string is as JSON.
  case json
  /// A map of the `key=value` pairs of a string.
  case logfmt
  /// A list of the fields of a record, separated by commas.
  case csv
  /// The elements of a list; any other value is the only element.
  case elements
  /// The elements of a list, an array of the event, or a string that is an array as JSON; missing
  /// for everything else.
  case arrayElements
  /// The pattern of a string: tokens in the places of numbers, ids, times and the like.
  case pattern
  /// The regular expression that strings of a pattern match.
  case patternRegex
  /// The severity that the words of a pattern name.
  case severity
}

/// A function over several rows.
public struct Window: Sendable {
  public enum Function: Equatable, Sendable {
    /// The place of the row, from 1.
    case rowNumber
    /// The value so many rows before.
    case lag(Int)
    case sum
    /// The sum, 0 without a value.
    case total
    case max
    /// How many values are present.
    case count
  }

  public enum Order: Sendable {
    /// None: the function sees all rows of the partition.
    case none
    /// The order that the rows have.
    case rows
    case keys([SortKey])
  }

  public enum Frame: Sendable {
    /// From the first row to the current one and those of the same place; all without an order.
    case toPeers
    /// From the first row to the current one.
    case toRow
  }

  public let function: Function
  public let argument: Scalar?
  public let partition: [Scalar]
  public let order: Order
  public let frame: Frame

  init(
    _ function: Function, _ argument: Scalar? = nil, partition: [Scalar] = [],
    order: Order = .none, frame: Frame = .toPeers
  ) {
    self.function = function
    self.argument = argument
    self.partition = partition
    self.order = order
    self.frame = frame
  }
}

/// A key that rows are ordered by; strings in the language's natural order.
public struct SortKey: Sendable {
  public let value: Scalar
  public let isDescending: Bool

  init(_ value: Scalar, isDescending: Bool = false) {
    self.value = value
    self.isDescending = isDescending
  }
}
