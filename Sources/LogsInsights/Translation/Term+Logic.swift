extension Term {
  static func and(_ operands: [Term]) -> Term {
    let conditions = operands.map(\.asCondition)
    var term = Term(.and(conditions.map(\.sql)), .boolean, from: conditions, isStrict: false)
    term.logic = .and(conditions)
    if conditions.contains(where: { $0.whenMissing != .unknown }) { term.whenMissing = .notTrue }
    return term
  }

  static func or(_ operands: [Term]) -> Term {
    let conditions = operands.map(\.asCondition)
    var term = Term(.or(conditions.map(\.sql)), .boolean, from: conditions, isStrict: false)
    term.logic = .or(conditions)
    if conditions.allSatisfy({ $0.whenMissing == .missing }) {
      term.whenMissing = .missing
    } else if conditions.allSatisfy({ $0.whenMissing != .unknown }) {
      term.whenMissing = .notTrue
    }
    return term
  }

  static func not(_ operand: Term) -> Term {
    let condition = operand.asCondition
    if condition.isMissing { return .missing }
    var term = Term(.not(condition.sql), .boolean, from: [condition])
    term.logic = .not(condition)
    return term
  }

  static func isPresent(_ operand: Term) -> Term {
    if operand.asAny.isMissing { return .boolean(false) }
    var term = Term(
      .suffix(operand.presence, "IS NOT NULL"), .boolean, from: [operand], isStrict: false)
    if operand.whenMissing == .missing { term.whenMissing = .notTrue }
    return term
  }

  /// `if(condition, value, other)`; a missing condition counts as false.
  static func choice(_ condition: Term, then value: Term, else other: Term) -> Term {
    choice([(condition, value)], else: other)
  }

  /// The value of the first condition that is true, or the other; missing counts as false.
  static func choice(_ branches: [(condition: Term, value: Term)], else other: Term) -> Term {
    let tests = branches.map(\.condition.asCondition)
    let (values, type) = unified(branches.map(\.value) + [other])
    let sql = SQLFragment.choice(
      zip(tests, values).map { ($0.sql, $1.sql) }, else: values.last?.sql)
    var term = Term(sql, type, from: tests + values, isStrict: false)
    term.isInteger = values.allSatisfy(\.isInteger)
    term.bound = values.map(\.bound).max() ?? .infinity
    term.holdsMembers = values.contains(where: \.holdsMembers)
    return term
  }

  /// The first value that is present.
  static func coalesce(_ operands: [Term]) -> Term {
    let (branches, type) = unified(operands.filter { !$0.asAny.isMissing })
    guard branches.count > 1 else { return branches.first ?? .missing }
    let sql = SQLFragment.call("coalesce", branches.map(\.sql))
    var term = Term(sql, type, from: branches, isStrict: false)
    term.isInteger = branches.allSatisfy(\.isInteger)
    term.bound = branches.map(\.bound).max() ?? .infinity
    term.holdsMembers = branches.contains(where: \.holdsMembers)
    return term
  }

  /// Values that may stand for each other, in one type: their own, or any.
  private static func unified(_ terms: [Term]) -> ([Term], ValueType) {
    let values = terms.map { $0.asAny.isMissing ? Term.missing : $0 }
    let types = values.map(\.type).filter { $0 != .missing }
    guard let first = types.first else { return (values, .missing) }
    if first != .any, types.allSatisfy({ $0 == first }) { return (values, first) }
    // Inner nodes are missing here, and no function comes after that would take them so.
    return (
      values.map { value in
        value.type == .any ? value.withoutInnerNodes : value.asAny
      }, .any
    )
  }

  private var withoutInnerNodes: Term {
    var term = Term(.call(.scalar, sql), .any, from: [self])
    term.holdsMembers = holdsMembers
    return term
  }
}
