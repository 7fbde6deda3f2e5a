/// Writes a syntax tree as text.
///
/// A computed column without an alias keeps the text that it had, since that text is its name.
struct QueryPrinter {
  let source: SourceText
  private(set) var text = ""

  init(source: SourceText) {
    self.source = source
  }

  mutating func write(_ text: String) {
    self.text += text
  }

  mutating func write(_ commands: [any QueryCommand], separator: String = "\n| ") {
    for (position, command) in commands.enumerated() {
      if position > 0 { text += separator }
      command.write(to: &self)
    }
  }

  mutating func write(_ items: [ColumnItem]) {
    for (position, item) in items.enumerated() {
      if position > 0 { text += ", " }
      if let alias = item.alias {
        write(item.expression)
        text += " as \(alias.path.text)"
      } else if item.expression.path != nil, !item.expression.isParenthesized {
        write(item.expression)
      } else {
        text += source[item.expression.range]
      }
    }
  }

  mutating func write(_ expression: Expression) {
    text += Self.text(of: expression)
  }
}

extension QueryPrinter {
  /// An expression with no more parentheses than it needs.
  static func text(of expression: Expression) -> String {
    switch expression.kind {
    case .number(let digits): digits
    case .string(let value): StringLiteral.text(of: value)
    case .period(let count, let unit): Self.period(count, unit)
    case .path(let path): path.text
    case .call(let call): "\(call.name)(\(call.hasStar ? "*" : list(call.arguments)))"
    case .member(let value, let steps):
      whole(value) + FieldPath.text(of: steps[...])
    case .unary(.not, let operand): "not \(wrapped(operand, below: .not))"
    case .unary(let sign, let operand): "\(sign.rawValue)\(wrapped(operand, below: .unary))"
    case .binary(let operation, let left, let right): binary(operation, left, right)
    case .logical(let word, let operands):
      operands.map { wrapped($0, below: word == .or ? .and : .not) }
        .joined(separator: " \(word.rawValue) ")
    case .like(let value, let pattern, let isNegated):
      "\(operand(value))\(isNegated ? " not" : "") like \(operand(pattern))"
    case .matches(let value, let regex, let spelling, let isNegated):
      "\(operand(value))\(isNegated ? " not" : "") \(spelling.rawValue) \(regex.text)"
    case .membership(let value, .list(let elements), let isNegated):
      "\(operand(value))\(isNegated ? " not" : "") in [\(list(elements))]"
    case .membership(let value, .value(let set), let isNegated):
      "\(operand(value))\(isNegated ? " not" : "") in \(operand(set))"
    case .membership(let value, .query(let query), let isNegated):
      "\(operand(value))\(isNegated ? " not" : "") in \(query.text)"
    }
  }

  /// What steps reach into, in parentheses where they would otherwise become part of it.
  private static func whole(_ value: Expression) -> String {
    switch value.kind {
    case .path, .number, .member: "(\(text(of: value)))"
    default: wrapped(value, below: .primary)
    }
  }

  /// A count and its unit, apart where together they would be a number or another count.
  private static func period(_ count: String, _ unit: String) -> String {
    func isE(_ byte: UInt8?) -> Bool { byte.map { $0 | 0x20 == UInt8(ascii: "e") } ?? false }
    let digits = unit.utf8.dropFirst()
    let isExponent = isE(unit.utf8.first) && !digits.isEmpty && digits.allSatisfy(\.isDigit)
    return isExponent || count.utf8.contains { isE($0) } ? "\(count) \(unit)" : count + unit
  }

  private static func list(_ expressions: [Expression]) -> String {
    expressions.map(text).joined(separator: ", ")
  }

  private static func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> String {
    let own = operation.precedence
    let (leftBound, rightBound): (Precedence, Precedence) =
      switch own {
      case .comparison: (.additive, .additive)
      case .additive: (.additive, .multiplicative)
      case .multiplicative: (.multiplicative, .power)
      default: (.unary, .power)
      }
    return wrapped(left, below: leftBound) + " \(operation.rawValue) "
      + wrapped(right, below: rightBound)
  }

  private static func operand(_ expression: Expression) -> String {
    wrapped(expression, below: .additive)
  }

  private static func wrapped(_ expression: Expression, below bound: Precedence) -> String {
    let text = text(of: expression)
    return expression.precedence < bound ? "(\(text))" : text
  }
}

extension BinaryOperator {
  var precedence: Precedence {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .add, .subtract: .additive
    case .multiply, .divide, .remainder: .multiplicative
    case .power: .power
    }
  }
}

extension Expression {
  var precedence: Precedence {
    switch kind {
    case .number, .string, .period, .path, .call, .member: .primary
    case .unary(.not, _): .not
    case .unary: .unary
    case .binary(let operation, _, _): operation.precedence
    case .logical(.or, _): .or
    case .logical(.and, _): .and
    case .like, .matches, .membership: .comparison
    }
  }
}
