/// An expression of a query, as it was written.
struct Expression: Sendable {
  let kind: Kind
  let range: SourceRange
  /// How many expressions stand inside each other, at most ``depthMax``.
  let depth: Int
  /// Whether the range includes parentheses around the expression.
  let isParenthesized: Bool

  /// The bound that keeps recursion over a tree, and the SQL made from it, within their stacks.
  static let depthMax = 100

  indirect enum Kind: Sendable {
    /// The digits as written, a missing zero before the point added; a sign is an operator.
    case number(String)
    case string(String)
    /// `5m`, legal as the argument of some functions only.
    case period(count: String, unit: String)
    case path(FieldPath)
    case call(Call)
    /// What a path of keys and positions reaches in a map or list: `jsonParse(x).user.id`.
    case member(Expression, [FieldPath.Step])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// Two or more operands of one `and` or `or` chain.
    case logical(LogicalOperator, [Expression])
    case like(Expression, Expression, isNegated: Bool)
    case matches(Expression, RegexLiteral, Spelling, isNegated: Bool)
    case membership(Expression, Membership, isNegated: Bool)
  }

  /// How a regular expression was asked for; the meaning is the same.
  enum Spelling: String, Sendable {
    case like
    case tilde = "=~"
  }

  /// The right side of `in`.
  enum Membership: Sendable {
    case list([Expression])
    case value(Expression)
    case query(Subquery)
  }

  init(_ kind: Kind, at range: SourceRange, isParenthesized: Bool = false) {
    self.kind = kind
    self.range = range
    self.isParenthesized = isParenthesized
    depth = 1 + (kind.children.map(\.depth).max() ?? 0)
  }
}

/// A function call.
struct Call: Sendable {
  /// The name as written.
  let name: String
  let nameRange: SourceRange
  let arguments: [Expression]
  /// Whether a lone `*` is the argument: `count(*)`.
  let hasStar: Bool
}

enum UnaryOperator: String, Sendable {
  case not
  case minus = "-"
  case plus = "+"
}

enum LogicalOperator: String, Sendable {
  case and, or
}

enum BinaryOperator: String, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"

  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .add, .subtract, .multiply, .divide, .remainder, .power: false
    }
  }
}

extension Expression.Kind {
  /// The expressions directly inside.
  var children: [Expression] {
    switch self {
    case .number, .string, .period, .path: []
    case .call(let call): call.arguments
    case .member(let value, _): [value]
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .logical(_, let operands): operands
    case .like(let value, let pattern, _): [value, pattern]
    case .matches(let value, _, _, _): [value]
    case .membership(let value, .list(let elements), _): [value] + elements
    case .membership(let value, .value(let set), _): [value, set]
    case .membership(let value, .query, _): [value]
    }
  }
}

extension Expression {
  /// Whether a query stands in it.
  var hasSubquery: Bool {
    if case .membership(_, .query, _) = kind { return true }
    return kind.children.contains(where: \.hasSubquery)
  }

  /// The path, if the expression is nothing else.
  var path: FieldPath? {
    if case .path(let path) = kind { path } else { nil }
  }
}
