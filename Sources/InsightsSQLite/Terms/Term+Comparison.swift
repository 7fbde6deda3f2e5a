import LogsInsights
import Time

// The conversions are those that `DynamicValue.equals` and `DynamicValue.compare` describe.

extension Term {
  /// `left = right`.
  static func equal(_ left: Term, _ right: Term, _ facts: ValueFacts) -> Term {
    if left.isAbsent || right.isAbsent { return .missing }
    if let text = right.constantText { return left.equal(text, right, facts) }
    if let text = left.constantText { return right.equal(text, left, facts) }
    if areAlike(left, right) { return plain(left.sql, "=", right.sql, facts) }
    return Term(.call(.equals, left.anySQL, right.anySQL), facts)
  }

  /// Equality with a text that is known now.
  private func equal(_ text: String, _ literal: Term, _ facts: ValueFacts) -> Term {
    switch type {
    case .text:
      var term = Self.plain(sql, "=", literal.sql, facts)
      if let field { term.logic = .equals(field: field, text) }
      return term
    case .number, .boolean, .timestamp:
      guard let value = type.numericValue(of: text) else { return Term(neverTrue, facts) }
      return Self.plain(sql, "=", SQLFragment(value), facts)
    case .missing, .json, .structure, .any:
      return Term(.call(.equals, sql, literal.sql), facts)
    }
  }

  /// `left < right` and the like.
  static func compare(
    _ left: Term, _ operation: OrderOperator, _ right: Term, _ facts: ValueFacts
  ) -> Term {
    if left.constantText != nil, right.constantText == nil {
      return compare(right, operation.mirrored, left, facts)
    }
    if let text = right.constantText { return left.compare(operation, text, right, facts) }
    if left.type.isNumeric && right.type.isNumeric {
      return plain(left.sql, operation.rawValue, right.sql, facts)
    }
    return dynamic(left.anySQL, operation, right.anySQL, facts)
  }

  /// Order against a text that is known now.
  private func compare(
    _ operation: OrderOperator, _ text: String, _ literal: Term, _ facts: ValueFacts
  ) -> Term {
    if let number = ValueType.number.numericValue(of: text) {
      if type.isNumeric {
        return Self.plain(sql, operation.rawValue, SQLFragment(number), facts)
      }
      // A row whose value is not a number is compared with the text, in the text's own spelling.
      let other = Self.isSpelling(text, of: number) ? SQLFragment(number) : literal.sql
      return Self.dynamic(anySQL, operation, other, facts)
    }
    switch type {
    case .text: return Self.plain(sql, operation.rawValue, literal.sql, facts)
    case .number, .boolean:
      return Self.plain(textSQL, operation.rawValue, literal.sql, facts)
    case .timestamp: return compare(operation, printed: text, facts)
    case .missing, .json, .structure, .any:
      return Self.dynamic(anySQL, operation, literal.sql, facts)
    }
  }

  /// Whether a text is how a number is printed.
  private static func isSpelling(_ text: String, of number: Literal) -> Bool {
    guard case .integer(let value) = number else { return false }
    return "\(value)".utf8.elementsEqual(text.utf8)
  }

  /// Order of a time's text against another text, as an order of numbers.
  private func compare(
    _ operation: OrderOperator, printed text: String, _ facts: ValueFacts
  ) -> Term {
    let isAbove = operation == .greater || operation == .lessOrEqual
    let first = Timestamp.first(above: text, orEqual: !isAbove)
    let isBelow = operation == .less || operation == .lessOrEqual
    return Self.plain(sql, isBelow ? "<" : ">=", .constant(.integer(first)), facts)
  }

  private static func dynamic(
    _ left: SQLFragment, _ operation: OrderOperator, _ right: SQLFragment, _ facts: ValueFacts
  ) -> Term {
    plain(.call(.compare, left, right), operation.rawValue, .literal("0"), facts)
  }

  private static func plain(
    _ left: SQLFragment, _ symbol: String, _ right: SQLFragment, _ facts: ValueFacts
  ) -> Term {
    Term(.infix(left, symbol, right, .comparison), facts)
  }

  /// Whether SQL's own equality decides.
  static func areAlike(_ left: Term, _ right: Term) -> Bool {
    left.type == .text && right.type == .text || left.type.isNumeric && right.type.isNumeric
  }
}

extension Term {
  /// `value in [a, b]`: equal to one of them.
  static func isOneOf(_ value: Term, _ elements: [Term], _ facts: ValueFacts) -> Term {
    let tests = elements.map { equal(value, $0, testFacts(of: [value, $0])) }
    var term = or(tests, facts)
    if elements.allSatisfy({ areAlike(value, $0) }) {
      term.sql = .membership(value.sql, elements.map(\.sql))
    }
    return term
  }

  /// Whether a text contains another one.
  static func contains(_ text: Term, _ part: Term, _ facts: ValueFacts) -> Term {
    let place = SQLFragment.call("instr", text.sql, part.sql)
    var term = plain(place, ">", .literal("0"), facts)
    if let field = text.field, let literal = part.constantText {
      term.logic = .contains(field: field, literal)
    }
    return term
  }

  /// Whether a regular expression occurs in a text.
  static func matches(_ text: Term, _ pattern: String, _ facts: ValueFacts) -> Term {
    var term = Term(.call(.matches, text.sql, .constant(.text(pattern))), facts)
    if let field = text.field, let start = literalStart(of: pattern) {
      term.logic = .starts(field: field, start)
    }
    return term
  }

  /// The text that a regular expression such as `^5f1c` asks for at the start, if it asks for nothing else.
  private static func literalStart(of pattern: String) -> String? {
    guard pattern.utf8.first == UInt8(ascii: "^"), pattern.utf8.count > 1 else { return nil }
    let text = pattern.utf8.dropFirst()
    let isPlain = text.allSatisfy { $0.isNameRest || $0 == UInt8(ascii: "-") }
    return isPlain ? String(decoding: text, as: UTF8.self) : nil
  }
}
