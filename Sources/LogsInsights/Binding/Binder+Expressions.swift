extension Binder {
  /// What an expression means here.
  ///
  /// What is wrong with it becomes a diagnostic, and its value missing.
  mutating func bind(_ expression: Expression) throws -> Scalar {
    switch expression.kind {
    case .number(let digits): return .number(digits)
    case .string(let text): return .text(text)
    case .period(let count, let unit):
      note(
        .periodOutOfPlace(count + unit), at: expression.range,
        hints: [Self.hint(ofPeriod: count + unit)])
      return .missing
    case .path(let path): return try resolve(path, at: expression.range)
    case .call(let call): return try bind(call, at: expression.range)
    case .member(let value, let steps): return .member(steps, of: try bind(value))
    case .unary(let operation, let operand):
      let value = try bind(operand)
      if operation != .not { checkNumber(value, at: operand.range) }
      return Self.unary(operation, value)
    case .binary(let operation, let left, let right):
      let isName =
        try operation == .subtract
        && (checkDashedValue(expression) || checkSubtraction(left, right, at: expression.range))
      if operation.isComparison { noteValue(right) }
      let (first, second) = (try bind(left), try bind(right))
      if !isName { checkOperands(operation, (first, left.range), (second, right.range)) }
      if operation == .equal || operation == .notEqual {
        try checkValue(right, of: left)
        try checkValue(left, of: right)
      }
      return Self.binary(operation, first, second)
    case .logical(let operation, let operands):
      let values = try bind(operands)
      return operation == .and ? .and(values) : .or(values)
    case .like, .matches, .membership: return try bindTest(expression)
    }
  }

  private mutating func bind(_ expressions: [Expression]) throws -> [Scalar] {
    var values: [Scalar] = []
    for expression in expressions { values.append(try bind(expression)) }
    return values
  }

  private mutating func bindTest(_ expression: Expression) throws -> Scalar {
    switch expression.kind {
    case .like(let value, let pattern, let isNegated):
      checkPercent(pattern)
      noteValue(pattern)
      let test = Scalar.contains(try bind(value), try bind(pattern))
      return isNegated ? .not(test) : test
    case .matches(let value, let regex, _, let isNegated):
      check(regex.matcher, of: regex)
      let test = Scalar.matches(try bind(value), pattern: regex.matcher)
      return isNegated ? .not(test) : test
    case .membership(let value, .list(let elements), let isNegated):
      for element in elements {
        noteValue(element)
        try checkValue(element, of: value)
      }
      let test = Scalar.isOneOf(try bind(value), try bind(elements))
      return isNegated ? .not(test) : test
    case .membership(let value, .value(let set), let isNegated):
      let test = Scalar.isElement(try bind(value), of: try bind(set))
      return isNegated ? .not(test) : test
    case .membership(let value, .query(let query), let isNegated):
      let test = try membership(try bind(value), in: query)
      return isNegated ? .not(test) : test
    default: return .missing
    }
  }

  /// Remembers where a bare word stands in the place of a value.
  private mutating func noteValue(_ expression: Expression) {
    guard let names = Self.dashedNames(expression), let first = names.first,
      first.steps.count == 1, !first.isQuoted
    else { return }
    valueRanges.insert(expression.range)
  }

  /// The names in a word with dashes that was written without quotes; nil for any other expression.
  private static func dashedNames(_ expression: Expression) -> [FieldPath]? {
    if let path = expression.path { return [path] }
    switch expression.kind {
    case .number: return []
    case .binary(.subtract, let left, let right) where right.range.lower - left.range.upper == 1:
      guard let first = dashedNames(left), let rest = dashedNames(right) else { return nil }
      return first + rest
    default: return nil
    }
  }

  private static func hint(ofPeriod period: String) -> Diagnostic.Hint {
    Diagnostic.Hint(
      "for groups by time write bin(\(period)); the time of a query is given with it: "
        + "ecs-stops query --since \(period)")
  }

  private static func unary(_ operation: UnaryOperator, _ operand: Scalar) -> Scalar {
    switch operation {
    case .not: .not(operand)
    case .minus: .negative(operand)
    case .plus: operand.asNumber
    }
  }

  private static func binary(_ operation: BinaryOperator, _ left: Scalar, _ right: Scalar) -> Scalar
  {
    if let arithmetic = ArithmeticOperator(rawValue: operation.rawValue) {
      return .arithmetic(left, arithmetic, right)
    }
    if let order = OrderOperator(rawValue: operation.rawValue) {
      return .compare(left, order, right)
    }
    return operation == .equal ? .equals(left, right) : .not(.equals(left, right))
  }
}

// MARK: - Calls

extension Binder {
  private mutating func bind(_ call: Call, at range: SourceRange) throws -> Scalar {
    guard let function = FunctionTable.function(named: call.name) else { return .missing }
    var arguments = BoundCall(at: range)
    let outside = context
    if function.isAggregate, !enterAggregate(call) { return .missing }
    for (position, argument) in call.arguments.enumerated() {
      if function.endsInPeriod, position == call.arguments.count - 1 {
        arguments.period = period(argument, of: call)
      } else {
        arguments.values.append(try bind(argument))
        arguments.ranges.append(argument.range)
      }
    }
    defer { context = outside }
    if function.endsInPeriod, arguments.period == nil { return .missing }
    checkNumbers(of: function, arguments)
    return try function.bind(arguments, in: &self)
  }

  /// Enters the argument of an aggregate function, if one may stand here.
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

extension Binder {
  /// Notes a regular expression that the engine does not take; false if so.
  @discardableResult
  mutating func check(_ pattern: String, of regex: RegexLiteral) -> Bool {
    guard let fault = catalog.regexFault(in: pattern) else { return true }
    note(.refusedRegex(fault), at: regex.range)
    return false
  }
}

// MARK: - Lint

extension Binder {
  /// Warns of `service = nginx-service`, a string without quotes; returns whether it did.
  private mutating func checkDashedValue(_ expression: Expression) throws -> Bool {
    guard valueRanges.contains(expression.range), let names = Self.dashedNames(expression),
      try names.contains(where: { try !isKnown($0) })
    else { return false }
    let word = String(source[expression.range])
    guard !catalog.knownFields.contains(word) else { return false }
    let literal = StringLiteral.text(of: word)
    suspect(names)
    note(
      .subtractionLikeName(word), at: expression.range,
      hints: [Diagnostic.Hint("put strings in quotes: \(literal)", replacement: literal)])
    return true
  }

  /// Warns of `detail-type`, which without backticks is `detail` minus `type`; returns whether it did.
  private mutating func checkSubtraction(
    _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws -> Bool {
    guard let first = left.path, let second = right.path,
      right.range.lower - left.range.upper == 1,
      scope.names[first.key] == nil, scope.names[second.key] == nil
    else { return false }
    // The word that it is part of was named already.
    if valueRanges.contains(where: {
      $0 != range && $0.lower <= range.lower && range.upper <= $0.upper
    }) {
      return true
    }
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
