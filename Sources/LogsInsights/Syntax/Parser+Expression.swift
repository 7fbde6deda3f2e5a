/// How tightly operators bind, loosest first.
enum Precedence: Int, Comparable {
  case or = 1
  case and, not, comparison, additive, multiplicative, power, unary, primary

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Parser {
  /// Reads one expression.
  mutating func parseExpression() throws(ParseFailure) -> Expression {
    try parseExpression(atLeast: .or)
  }

  /// Reads an expression whose operators bind at least so tightly.
  private mutating func parseExpression(
    atLeast minimum: Precedence
  ) throws(ParseFailure) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Expression.depthMax / 2 else { throw fail(.nestingTooDeep) }
    // What binds tighter than what stands on the left cannot follow it.
    var ceiling = startsNegation(atLeast: minimum) ? Precedence.not : .primary
    var left = try parsePrefix(atLeast: minimum)
    while let precedence = infixPrecedence, precedence >= minimum, precedence <= ceiling {
      ceiling = precedence
      switch precedence {
      case .or, .and:
        left = try parseLogical(left, precedence)
      case .comparison:
        left = try parseComparison(left)
        if infixPrecedence == .comparison { throw fail(.comparisonsChained) }
      default:
        left = try parseArithmetic(left, precedence)
      }
      guard left.depth <= Expression.depthMax else {
        throw fail(.nestingTooDeep, at: left.range)
      }
    }
    return left
  }

  /// How tightly the operator at the current token binds, if it is one.
  private var infixPrecedence: Precedence? {
    switch current.kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matches:
      return .comparison
    case .plus, .minus: return .additive
    case .star, .slash, .percent: return .multiplicative
    case .caret: return .power
    default: break
    }
    switch keyword(current) {
    case .or: return .or
    case .and: return .and
    case .like, .in: return .comparison
    case .not: return [.like, .in].contains(keyword(next)) ? .comparison : nil
    default: return nil
    }
  }

  private mutating func parseLogical(
    _ first: Expression, _ precedence: Precedence
  ) throws(ParseFailure) -> Expression {
    let (word, inner): (Keyword, Precedence) = precedence == .or ? (.or, .and) : (.and, .not)
    var operands = [first]
    while accept(word) != nil { operands.append(try parseExpression(atLeast: inner)) }
    let range = first.range.union(operands[operands.count - 1].range)
    return Expression(.logical(precedence == .or ? .or : .and, operands), at: range)
  }

  private mutating func parseArithmetic(
    _ left: Expression, _ precedence: Precedence
  ) throws(ParseFailure) -> Expression {
    let symbol = advance()
    guard let operation = BinaryOperator(rawValue: text(of: symbol)) else { throw unexpected() }
    // Power groups to the right, the others to the left.
    let inner: Precedence = precedence == .additive ? .multiplicative : .power
    let right = try parseExpression(atLeast: inner)
    return Expression(.binary(operation, left, right), at: left.range.union(right.range))
  }

  /// Whether a `not` or `!` stands here, where one may stand.
  private func startsNegation(atLeast minimum: Precedence) -> Bool {
    minimum <= .not && (current.kind == .bang || keyword(current) == .not)
  }

  private mutating func parsePrefix(
    atLeast minimum: Precedence
  ) throws(ParseFailure) -> Expression {
    let start = current
    let operation: UnaryOperator
    switch start.kind {
    case .minus: operation = .minus
    case .plus: operation = .plus
    case _ where startsNegation(atLeast: minimum): operation = .not
    default: return try parsePrimary()
    }
    advance()
    let operand = try parseExpression(atLeast: operation == .not ? .not : .unary)
    return Expression(.unary(operation, operand), at: start.range.union(operand.range))
  }
}

// MARK: - Comparisons

extension Parser {
  private mutating func parseComparison(_ left: Expression) throws(ParseFailure) -> Expression {
    let isNegated = accept(.not) != nil
    switch keyword(current) {
    case .like: return try parseLike(left, isNegated: isNegated)
    case .in: return try parseMembership(left, isNegated: isNegated)
    default: break
    }
    let symbol = advance()
    if symbol.kind == .matches { return try parseMatch(left) }
    guard let operation = Self.comparison(symbol.kind) else { throw unexpected() }
    let right = try parseExpression(atLeast: .additive)
    return Expression(.binary(operation, left, right), at: left.range.union(right.range))
  }

  private static func comparison(_ kind: Token.Kind) -> BinaryOperator? {
    switch kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  private mutating func parseLike(
    _ left: Expression, isNegated: Bool
  ) throws(ParseFailure) -> Expression {
    advance()
    if current.kind == .regex {
      let regex = try parseRegex()
      let range = left.range.union(regex.range)
      return Expression(.matches(left, regex, .like, isNegated: isNegated), at: range)
    }
    let pattern = try parseExpression(atLeast: .additive)
    let range = left.range.union(pattern.range)
    return Expression(.like(left, pattern, isNegated: isNegated), at: range)
  }

  private mutating func parseMatch(_ left: Expression) throws(ParseFailure) -> Expression {
    guard current.kind == .regex || current.kind == .string else {
      throw unexpected(expecting: "a regular expression between slashes")
    }
    let regex = try parseRegex()
    let range = left.range.union(regex.range)
    return Expression(.matches(left, regex, .tilde, isNegated: false), at: range)
  }

  /// Reads `/…/`, or a quoted text whose value is the pattern.
  mutating func parseRegex() throws(ParseFailure) -> RegexLiteral {
    let token = advance()
    let regex =
      token.kind == .string
      ? RegexLiteral(quoted: StringLiteral.value(of: bytes(of: token)), range: token.range)
      : RegexLiteral(slashed: bytes(of: token), range: token.range)
    if let fault = RegexSyntax.fault(in: regex.pattern) { note(fault, at: token.range) }
    if token.kind == .regex, current.kind == .name, current.isAdjacent { noteFlags(of: regex) }
    return regex
  }

  /// Notes `/…/i`, which other languages have, and passes over the flags.
  private mutating func noteFlags(of regex: RegexLiteral) {
    let flags = text(of: current)
    let position = source.position(of: current.range.lower)
    let range = regex.range.union(current.range)
    var hint = Diagnostic.Hint("flags stand at the start of the pattern: /(?i)…/")
    if flags == "g" {
      let slashed = source[regex.range]
      hint = Diagnostic.Hint("it finds all matches without a flag", replacement: slashed)
    } else if flags.utf8.allSatisfy("gims".utf8.contains) {
      let moved = "/(?\(flags.filter { $0 != "g" }))" + source[regex.range].dropFirst()
      hint = Diagnostic.Hint(
        "flags stand at the start of the pattern: \(moved)", replacement: moved)
    }
    note(
      .unexpectedSymbol(flags, line: position.line, position: position.column), at: range,
      hints: [hint])
    advance()
  }

  private mutating func parseMembership(
    _ left: Expression, isNegated: Bool
  ) throws(ParseFailure) -> Expression {
    advance()
    let set: Expression.Membership
    if accept(.leftBracket) != nil {
      set = .list(try parseList(until: .rightBracket, "']'"))
    } else if current.kind == .leftParenthesis {
      if startsSubquery {
        set = .query(try parseSubquery())
      } else {
        advance()
        set = .list(try parseList(until: .rightParenthesis, "')'"))
      }
    } else {
      set = .value(try parseExpression(atLeast: .additive))
    }
    let range = SourceRange(left.range.lower, previousEnd)
    return Expression(.membership(left, set, isNegated: isNegated), at: range)
  }

  /// Whether a parenthesis opens a query and not a list: a command's name that no operator follows.
  private var startsSubquery: Bool {
    guard next.kind == .name, CommandTable.names.contains(where: isNext) else { return false }
    switch tokenAfterNext.kind {
    case .name: return keyword(tokenAfterNext) == nil
    case .quotedName, .string: return true
    default: return false
    }
  }

  private func isNext(_ name: String) -> Bool {
    name.asciiLowercased == text(of: next).asciiLowercased
  }

  private mutating func parseList(
    until end: Token.Kind, _ name: String
  ) throws(ParseFailure) -> [Expression] {
    if accept(end) != nil { return [] }
    var elements = [try parseExpression()]
    while accept(.comma) != nil { elements.append(try parseExpression()) }
    _ = try expect(end, "',' or \(name)")
    return elements
  }
}
