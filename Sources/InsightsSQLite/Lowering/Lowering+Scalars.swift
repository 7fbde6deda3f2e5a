import LogsInsights

extension Lowering {
  /// A scalar as SQL over the current level's rows.
  mutating func term(_ scalar: Scalar) throws -> Term {
    var term = try rendered(scalar)
    // What a column or field is known to be is known of the scalar that names it.
    term.facts = scalar.facts
    guard !term.sql.isTooLarge else {
      throw fault(
        .expressionTooLarge,
        hints: [Diagnostic.Hint("an alias counts with all that it stands for")])
    }
    return term
  }

  private mutating func terms(_ scalars: [Scalar]) throws -> [Term] {
    var terms: [Term] = []
    for scalar in scalars { terms.append(try term(scalar)) }
    return terms
  }

  private mutating func rendered(_ scalar: Scalar) throws -> Term {
    let facts = scalar.facts
    switch scalar.kind {
    case .literal(let literal): return Term(literal, facts)
    case .field(let number): return value(ofField: number)
    case .column(let column): return value(of: column)
    case .convert(let value, let conversion):
      return try term(value).converted(to: conversion, facts)
    case .call(let call): return Term(try sql(of: call), facts)
    case .extract(let extraction, let value):
      return Term(try term(value).extracted(extraction), facts)
    case .arithmetic(let operation, let left, let right):
      return Term(.arithmetic(operation, try term(left), try term(right), facts), facts)
    case .negate(let value): return Term(.negative(try term(value), facts), facts)
    case .member(let value, let path): return Term(.member(try term(value), path: path), facts)
    case .choice(let branches, let otherwise):
      return Term(try choice(branches, else: otherwise), facts)
    case .coalesce(let values):
      return Term(.call("coalesce", try terms(values).map(\.sql)), facts)
    case .window(let window): return Term(try sql(of: window, facts), facts)
    default: return try test(scalar)
    }
  }

  private mutating func test(_ scalar: Scalar) throws -> Term {
    let facts = scalar.facts
    switch scalar.kind {
    case .equal(let left, let right):
      return .equal(try term(left), try term(right), facts)
    case .compare(let left, let operation, let right):
      return .compare(try term(left), operation, try term(right), facts)
    case .contains(let text, let part):
      return .contains(try term(text), try term(part), facts)
    case .matches(let text, let pattern): return .matches(try term(text), pattern, facts)
    case .isOneOf(let value, let elements):
      return .isOneOf(try term(value), try terms(elements), facts)
    case .isElement(let value, let list):
      return Term(.isElement(try term(value), of: try term(list)), facts)
    case .isInResult(let value, let plan): return try membership(value, in: plan, facts)
    case .and(let conditions): return .and(try terms(conditions), facts)
    case .or(let conditions): return .or(try terms(conditions), facts)
    case .not(let condition): return try negation(of: condition, facts)
    case .isPresent(let value): return .isPresent(try term(value), facts)
    default: preconditionFailure("not a test: \(scalar.kind)")
    }
  }

  private mutating func choice(
    _ branches: [Scalar.Branch], else otherwise: Scalar
  ) throws -> SQLFragment {
    var parts: [(condition: SQLFragment, value: SQLFragment)] = []
    for branch in branches {
      parts.append((try term(branch.condition).sql, try term(branch.value).sql))
    }
    if case .literal(.missing) = otherwise.kind { return .choice(parts, else: nil) }
    return .choice(parts, else: try term(otherwise).sql)
  }

  private mutating func negation(of condition: Scalar, _ facts: ValueFacts) throws -> Term {
    guard case .isPresent(let value) = condition.kind else {
      return .not(try term(condition), facts)
    }
    return Term(.suffix(try term(value).presence, "IS NULL"), facts)
  }

  private mutating func sql(of call: FunctionCall) throws -> SQLFragment {
    guard let entry = FunctionEntries.entry(for: call.function) else {
      preconditionFailure("the function \(call.function) has no entry")
    }
    return entry.render(&self, call, try terms(call.arguments))
  }
}
