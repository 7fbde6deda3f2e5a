import LogsInsights

extension Term {
  static func and(_ conditions: [Term], _ facts: ValueFacts) -> Term {
    var term = Term(.and(conditions.map(\.sql)), facts)
    term.logic = .and(conditions)
    return term
  }

  static func or(_ conditions: [Term], _ facts: ValueFacts) -> Term {
    var term = Term(.or(conditions.map(\.sql)), facts)
    term.logic = .or(conditions)
    return term
  }

  static func not(_ condition: Term, _ facts: ValueFacts) -> Term {
    var term = Term(.not(condition.sql), facts)
    term.logic = .not(condition)
    return term
  }

  /// Conditions that stand together where the plan has them apart.
  static func and(_ conditions: [Term]) -> Term {
    and(conditions, .and(conditions.map(\.facts)))
  }

  static func or(_ conditions: [Term]) -> Term {
    or(conditions, .or(conditions.map(\.facts)))
  }

  static func not(_ condition: Term) -> Term {
    not(condition, testFacts(of: [condition]))
  }

  static func isPresent(_ value: Term, _ facts: ValueFacts) -> Term {
    Term(.suffix(value.presence, "IS NOT NULL"), facts)
  }
}
