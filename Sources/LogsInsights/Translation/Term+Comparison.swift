import Time

extension Term {
  /// `left = right`, with the conversions that `DynamicValue.equals` describes.
  static func equals(_ left: Term, _ right: Term) -> Term {
    if left.asAny.isMissing || right.asAny.isMissing { return .missing }
    if let text = right.constantText { return left.equals(text, right) }
    if let text = left.constantText { return right.equals(text, left) }
    if left.type == .text && right.type == .text || left.type.isNumeric && right.type.isNumeric {
      return plain(left, "=", right)
    }
    let (first, second) = (left.asAny, right.asAny)
    return Term(.call(.equals, first.sql, second.sql), .boolean, from: [left, right])
  }

  /// Equality with a text that is known now.
  private func equals(_ text: String, _ literal: Term) -> Term {
    switch type {
    case .text:
      var term = Self.plain(self, "=", literal)
      if let field { term.logic = .equals(field: field, text) }
      return term
    case .number, .boolean, .timestamp:
      guard let value = numericValue(of: text) else { return neverTrue }
      return Self.plain(self, "=", value)
    case .missing, .json, .structure, .any:
      return Term(.call(.equals, sql, literal.sql), .boolean, from: [self, literal])
    }
  }

  /// The number that a text must be to equal a numeric term.
  private func numericValue(of text: String) -> Term? {
    if type == .boolean, FieldPath.isBooleanWord(text) {
      return .integer(text.asciiLowercased == "true" ? 1 : 0)
    }
    let number = Term.number(text)
    if !number.isMissing { return number }
    guard type == .timestamp else { return nil }
    let milliseconds = Timestamp.first(above: text, orEqual: true)
    guard Timestamp.insightsBytes(milliseconds).elementsEqual(text.utf8) else { return nil }
    return .integer(milliseconds)
  }

  /// Whether the term is of a type whose values a text that is known now never equals.
  func isNeverEqual(to text: String) -> Bool {
    type.isNumeric && numericValue(of: text) == nil
  }

  /// False, or missing where the term is.
  var neverTrue: Term {
    let isPresent = SQLFragment.suffix(sql, "IS NOT NULL")
    let never = SQLFragment.choice(isPresent, then: .constant(.integer(0)))
    return Term(never, .boolean, from: [self])
  }

  /// `left < right` and the like, with the conversions that `DynamicValue.compare` describes.
  static func compare(_ left: Term, _ operation: BinaryOperator, _ right: Term) -> Term {
    if left.isMissing || right.isMissing { return .missing }
    if left.constantText != nil, right.constantText == nil {
      return compare(right, operation.mirrored, left)
    }
    if let text = right.constantText { return left.compare(operation, text, right) }
    if left.type.isNumeric && right.type.isNumeric {
      return plain(left, operation.rawValue, right)
    }
    return dynamic(left, operation, right)
  }

  /// Order against a text that is known now.
  private func compare(_ operation: BinaryOperator, _ text: String, _ literal: Term) -> Term {
    let number = Term.number(text)
    guard number.isMissing else {
      if type.isNumeric { return Self.plain(self, operation.rawValue, number) }
      // A row whose value is no number is compared with the text, in the text's own spelling.
      let isCanonical = number.asText.constantText?.utf8.elementsEqual(text.utf8) == true
      return Self.dynamic(self, operation, isCanonical ? number : literal)
    }
    switch type {
    case .text: return Self.plain(self, operation.rawValue, literal)
    case .number, .boolean: return Self.plain(asText, operation.rawValue, literal)
    case .timestamp: return compare(operation, printed: text)
    case .missing, .json, .structure, .any: return Self.dynamic(self, operation, literal)
    }
  }

  /// Order of a time's text against another text, as an order of numbers.
  private func compare(_ operation: BinaryOperator, printed text: String) -> Term {
    let isAbove = operation == .greater || operation == .lessOrEqual
    let first = Timestamp.first(above: text, orEqual: !isAbove)
    let isBelow = operation == .less || operation == .lessOrEqual
    return Self.plain(self, isBelow ? "<" : ">=", .integer(first))
  }

  private static func dynamic(_ left: Term, _ operation: BinaryOperator, _ right: Term) -> Term {
    let order = SQLFragment.call(.compare, left.asAny.sql, right.asAny.sql)
    let zero = SQLFragment.literal("0")
    return Term(
      .infix(order, operation.rawValue, zero, .comparison), .boolean, from: [left, right])
  }

  private static func plain(_ left: Term, _ symbol: String, _ right: Term) -> Term {
    Term(.infix(left.sql, symbol, right.sql, .comparison), .boolean, from: [left, right])
  }
}

extension Term {
  /// `value in [a, b]`: equal to one of them.
  static func membership(_ value: Term, in elements: [Term]) -> Term {
    let tests = elements.map { equals(value, $0) }
    guard tests.count > 1 else { return tests.first ?? .boolean(false) }
    var term = or(tests)
    if areAlike(value, elements) {
      term.sql = .membership(value.sql, elements.map(\.sql))
    }
    return term
  }

  /// `value in set`: equal to an element of a list that the query made, or to a scalar.
  static func membership(_ value: Term, inValue set: Term) -> Term {
    guard set.holdsMembers else { return membership(value, in: [set]) }
    let element = value.asAny
    if element.isMissing { return .missing }
    let contains = Term(
      .call(StructureFunction.contains.rawValue, set.sql, element.sql), .boolean,
      from: [value, set])
    return set.type == .structure ? contains : or([contains, equals(value, set)])
  }

  /// Whether plain equality decides for all elements, so that SQL's own IN does.
  private static func areAlike(_ value: Term, _ elements: [Term]) -> Bool {
    if value.type == .text { return elements.allSatisfy { $0.type == .text } }
    return value.type.isNumeric && elements.allSatisfy(\.type.isNumeric)
  }

  /// `value like text`: contains it.
  static func contains(_ value: Term, _ part: Term) -> Term {
    let text = value.asText
    let partText = part.asText
    if text.isMissing || partText.isMissing { return .missing }
    let place = SQLFragment.call("instr", text.sql, partText.sql)
    let zero = SQLFragment.literal("0")
    var term = Term(.infix(place, ">", zero, .comparison), .boolean, from: [text, partText])
    if let field = value.field, value.type == .text, let literal = partText.constantText {
      term.logic = .contains(field: field, literal)
    }
    return term
  }

  /// `value like /re/`: a regular expression occurs in it.
  static func matches(_ value: Term, _ pattern: String) -> Term {
    let text = value.asText
    if text.isMissing { return .missing }
    let sql = SQLFragment.call(SQLFunction.matches, text.sql, .constant(.text(pattern)))
    return Term(sql, .boolean, from: [text])
  }
}

extension BinaryOperator {
  /// The operator with its sides exchanged.
  var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
