extension Pipeline {
  /// An expression as SQL over the current level's rows.
  ///
  /// What is wrong with it becomes a diagnostic, and its value missing.
  mutating func translate(_ expression: Expression) throws -> Term {
    let term = try translateKind(expression)
    guard term.sql.isTooLarge else { return term }
    note(
      .expressionTooLarge, at: expression.range,
      hints: [Diagnostic.Hint("an alias counts with all that it stands for")])
    return .missing
  }

  private mutating func translateKind(_ expression: Expression) throws -> Term {
    switch expression.kind {
    case .number(let digits): return .number(digits)
    case .string(let text): return .text(text)
    case .period(let count, let unit):
      note(
        .periodOutOfPlace(count + unit), at: expression.range,
        hints: [Diagnostic.Hint("for spans of time write bin(\(count)\(unit))")])
      return .missing
    case .path(let path): return try resolve(path, at: expression.range)
    case .call(let call): return try translate(call, at: expression.range)
    case .member(let value, let steps): return .member(steps, of: try translate(value))
    case .unary(let operation, let operand):
      let term = try translate(operand)
      if operation != .not { checkNumber(term, at: operand.range) }
      return Self.unary(operation, term)
    case .binary(let operation, let left, let right):
      let isName =
        try operation == .subtract && checkSubtraction(left, right, at: expression.range)
      let (first, second) = (try translate(left), try translate(right))
      if !isName { checkOperands(operation, (first, left.range), (second, right.range)) }
      return Self.binary(operation, first, second)
    case .logical(let operation, let operands):
      let terms = try translate(operands)
      return operation == .and ? .and(terms) : .or(terms)
    case .like, .matches, .membership: return try translateTest(expression)
    }
  }

  private mutating func translate(_ expressions: [Expression]) throws -> [Term] {
    var terms: [Term] = []
    for expression in expressions { terms.append(try translate(expression)) }
    return terms
  }

  private mutating func translateTest(_ expression: Expression) throws -> Term {
    switch expression.kind {
    case .like(let value, let pattern, let isNegated):
      checkPercent(pattern)
      let term = Term.contains(try translate(value), try translate(pattern))
      return isNegated ? .not(term) : term
    case .matches(let value, let regex, _, let isNegated):
      check(regex.matcher, of: regex)
      let term = Term.matches(try translate(value), regex.matcher)
      return isNegated ? .not(term) : term
    case .membership(let value, .list(let elements), let isNegated):
      let term = Term.membership(try translate(value), in: try translate(elements))
      return isNegated ? .not(term) : term
    case .membership(let value, .value(let set), let isNegated):
      let term = Term.membership(try translate(value), inValue: try translate(set))
      return isNegated ? .not(term) : term
    case .membership(let value, .query(let query), let isNegated):
      let term = try membership(try translate(value), in: query)
      return isNegated ? .not(term) : term
    default: return .missing
    }
  }

  private static func unary(_ operation: UnaryOperator, _ operand: Term) -> Term {
    switch operation {
    case .not: .not(operand)
    case .minus: .negative(operand)
    case .plus: operand.asNumber
    }
  }

  private static func binary(_ operation: BinaryOperator, _ left: Term, _ right: Term) -> Term {
    switch operation {
    case .equal: .equals(left, right)
    case .notEqual: .not(.equals(left, right))
    case .less, .lessOrEqual, .greater, .greaterOrEqual: .compare(left, operation, right)
    case .add, .subtract, .multiply, .divide, .remainder, .power:
      .arithmetic(left, operation, right)
    }
  }
}

// MARK: - Calls

extension Pipeline {
  private mutating func translate(_ call: Call, at range: SourceRange) throws -> Term {
    guard let function = FunctionTable.function(named: call.name) else { return .missing }
    var arguments = FunctionCall(at: range)
    let outside = context
    if function.isAggregate, !enterAggregate(call) { return .missing }
    for (position, argument) in call.arguments.enumerated() {
      if function.endsInPeriod, position == call.arguments.count - 1 {
        arguments.period = period(argument, of: call)
      } else {
        arguments.terms.append(try translate(argument))
        arguments.ranges.append(argument.range)
      }
    }
    defer { context = outside }
    if function.endsInPeriod, arguments.period == nil { return .missing }
    checkNumbers(of: function, arguments)
    return try function.translate(&self, arguments)
  }

  /// Goes into the argument of an aggregate function, if one may stand here.
  private mutating func enterAggregate(_ call: Call) -> Bool {
    switch context {
    case .group:
      context = .aggregate
      return true
    case .aggregate:
      note(.aggregateInAggregate(call.name), at: call.nameRange)
    case .row:
      note(
        .aggregateOutsideStats(call.name), at: call.nameRange,
        hints: [
          Diagnostic.Hint("after stats, name its column: give it an alias with 'as'")
        ])
    }
    return false
  }

  /// Reads the argument that must be a period, capped as AWS caps it.
  private mutating func period(_ expression: Expression, of call: Call) -> Period? {
    guard case .period(let count, let unit) = expression.kind else {
      note(
        .periodExpected(function: call.name), at: expression.range,
        hints: [Diagnostic.Hint("such as 5m, 1h or 1d")])
      return nil
    }
    guard let period = Period(count: count, unit: unit) else {
      note(
        .invalidPeriod(source[expression.range]), at: expression.range,
        hints: [
          Diagnostic.Hint("a period is a whole number from 1 and one of ms s m h d w mo q y")
        ])
      return nil
    }
    if period.capped != period {
      note(
        .cappedPeriod(source[expression.range], to: period.capped.text), at: expression.range,
        hints: Self.capHints(period))
    }
    return period.capped
  }

  private static func capHints(_ period: Period) -> [Diagnostic.Hint] {
    guard let same = period.inLargerUnit else { return [] }
    return [Diagnostic.Hint("did you mean '\(same.text)'?", replacement: same.text)]
  }
}

// MARK: - Regular expressions

extension Pipeline {
  /// Notes a regular expression that the engine does not take; false if so.
  @discardableResult
  mutating func check(_ pattern: String, of regex: RegexLiteral) -> Bool {
    guard let fault = catalog.regexFault(in: pattern) else { return true }
    note(.refusedRegex(fault), at: regex.range)
    return false
  }
}

// MARK: - Lint

extension Pipeline {
  /// Warns of `detail-type`, which without backticks is `detail` minus `type`; returns whether it did.
  private mutating func checkSubtraction(
    _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws -> Bool {
    guard let first = left.path, let second = right.path,
      right.range.lower - left.range.upper == 1,
      scope.names[first.key] == nil, scope.names[second.key] == nil
    else { return false }
    let name = "\(first.name)-\(second.name)"
    if try isKnown(first), try isKnown(second), !catalog.knownFields.contains(name) {
      return false
    }
    suspect([first, second])
    note(
      .subtractionLikeName(name), at: range,
      hints: [Diagnostic.Hint("a name with a dash: `\(name)`", replacement: "`\(name)`")])
    return true
  }

  /// Warns of SQL's wildcards.
  private mutating func checkPercent(_ pattern: Expression) {
    guard case .string(let text) = pattern.kind, text.utf8.count > 1,
      text.hasPrefix("%") || text.hasSuffix("%")
    else { return }
    let plain = text.drop { $0 == "%" }.reversed().drop { $0 == "%" }.reversed()
    let literal = StringLiteral.text(of: String(plain))
    note(
      .percentInLike, at: pattern.range,
      hints: [
        Diagnostic.Hint("it finds parts without wildcards: like \(literal)", replacement: literal)
      ])
  }
}
