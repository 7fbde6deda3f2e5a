import Glibc
import Patterns

@testable import LogsInsights

extension Evaluator {
  /// Where an expression is worked out.
  enum Place {
    case row(Row)
    /// A group of rows, and what stats has produced from it so far.
    case group([Row], [[UInt8]: Value])
  }

  func value(of expression: Expression, in place: Place) throws -> Value {
    switch expression.kind {
    case .number(let digits): return Value.number(in: Array(digits.utf8))
    case .string(let text): return .text(text)
    case .period: throw Unknown(name: "a period out of place")
    case .path(let path): return value(of: path, in: place)
    case .call(let call): return try value(of: call, in: place)
    case .member(let value, let steps):
      return Self.member(steps[...], of: try self.value(of: value, in: place))
    case .unary(let operation, let operand):
      return Self.unary(operation, try value(of: operand, in: place))
    case .binary(let operation, let left, let right):
      return Self.binary(
        operation, try value(of: left, in: place), try value(of: right, in: place))
    case .logical(let operation, let operands):
      return Self.logical(operation, try operands.map { try value(of: $0, in: place).truth })
    case .like(let text, let part, let isNegated):
      let holds = Self.contains(try value(of: text, in: place), try value(of: part, in: place))
      return Self.negated(holds, isNegated)
    case .matches(let text, let regex, _, let isNegated):
      let holds = try Self.matches(try value(of: text, in: place), regex.pattern)
      return Self.negated(holds, isNegated)
    case .membership(let element, let set, let isNegated):
      return Self.negated(try isMember(element, of: set, in: place), isNegated)
    }
  }

  func value(of path: FieldPath, in place: Place) -> Value {
    switch place {
    case .row(let row): value(of: path, in: row)
    case .group(_, let names): names[Self.key(path)] ?? Self.literal(path)
    }
  }

  private static func negated(_ truth: Bool?, _ isNegated: Bool) -> Value {
    Value(truth.map { $0 != isNegated })
  }

  private static func unary(_ operation: UnaryOperator, _ operand: Value) -> Value {
    switch operation {
    case .not: Value(operand.truth.map { !$0 })
    case .plus: operand.number
    case .minus: operand.double.map { .finite(-$0) } ?? .missing
    }
  }

  private static func binary(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) -> Value {
    switch operation {
    case .equal: return Value(Value.areEqual(left, right))
    case .notEqual: return Value(Value.areEqual(left, right).map { !$0 })
    case .less: return Value(Value.order(left, right).map { $0 < 0 })
    case .lessOrEqual: return Value(Value.order(left, right).map { $0 <= 0 })
    case .greater: return Value(Value.order(left, right).map { $0 > 0 })
    case .greaterOrEqual: return Value(Value.order(left, right).map { $0 >= 0 })
    case .add, .subtract, .multiply, .divide, .remainder, .power: break
    }
    guard let left = left.double, let right = right.double else { return .missing }
    switch operation {
    case .add: return .finite(left + right)
    case .subtract: return .finite(left - right)
    case .multiply: return .finite(left * right)
    case .divide: return .finite(left / right)
    case .remainder: return .finite(fmod(left, right))
    default: return .finite(pow(left, right))
    }
  }

  /// Three-valued logic: nil is missing.
  static func logical(_ operation: LogicalOperator, _ operands: [Bool?]) -> Value {
    let decisive = operation == .or
    if operands.contains(decisive) { return .boolean(decisive) }
    return operands.contains(nil) ? .missing : .boolean(!decisive)
  }

  private static func contains(_ text: Value, _ part: Value) -> Bool? {
    guard let text = text.bytes, let part = part.bytes else { return nil }
    return firstRange(of: part, in: text) != nil
  }

  /// Where a text first stands in another one.
  static func firstRange(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard text.count - start >= part.count else { return nil }
    for offset in start...text.count - part.count
    where text[offset...].starts(with: part) {
      return offset..<offset + part.count
    }
    return nil
  }

  /// The engine is the one of the tool: what it matches is its own tests' matter.
  private static func matches(_ text: Value, _ pattern: String) throws -> Bool? {
    guard let text = text.bytes else { return nil }
    let pattern = try Pattern(pattern)
    return try text.withUnsafeBytes { try pattern.matches($0) }
  }

  /// A chain of `=` joined by or.
  private func isMember(
    _ element: Expression, of set: Expression.Membership, in place: Place
  ) throws -> Bool? {
    let element = try value(of: element, in: place)
    let elements: [Value]
    switch set {
    case .query(let query):
      // What its rows lack does not count, and an empty list holds nothing.
      elements = try subqueries.values(of: query, in: self)
    case .list(let list): elements = try list.map { try value(of: $0, in: place) }
    case .value(let other): elements = Self.elements(of: try value(of: other, in: place))
    }
    return Self.logical(.or, elements.map { Value.areEqual(element, $0) }).truth
  }
}
