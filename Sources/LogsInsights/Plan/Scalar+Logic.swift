extension Scalar {
  static func and(_ operands: [Scalar]) -> Scalar {
    let conditions = operands.map(\.asCondition)
    return Scalar(.and(conditions), .and(conditions.map(\.facts)))
  }

  static func or(_ operands: [Scalar]) -> Scalar {
    let conditions = operands.map(\.asCondition)
    return Scalar(.or(conditions), .or(conditions.map(\.facts)))
  }

  static func not(_ operand: Scalar) -> Scalar {
    let condition = operand.asCondition
    if condition.facts.isMissing { return .missing }
    return Scalar(.not(condition), ValueFacts(.boolean).strict(in: [condition]))
  }

  static func isPresent(_ operand: Scalar) -> Scalar {
    if operand.facts.isAbsent { return .boolean(false) }
    var facts = ValueFacts(.boolean)
    if operand.facts.whenMissing == .missing { facts.whenMissing = .notTrue }
    return Scalar(.isPresent(operand), facts)
  }

  /// `if(condition, value, other)`; a missing condition counts as false.
  static func choice(_ condition: Scalar, then value: Scalar, else other: Scalar) -> Scalar {
    choice([(condition, value)], else: other)
  }

  /// The value of the first condition that is true, or the other; missing counts as false.
  static func choice(
    _ branches: [(condition: Scalar, value: Scalar)], else other: Scalar
  ) -> Scalar {
    let (values, type) = unified(branches.map(\.value) + [other])
    let tests = zip(branches, values).map { Branch($0.condition.asCondition, $1) }
    return Scalar(
      .choice(tests, otherwise: values[branches.count]), facts(of: values, as: type))
  }

  /// The first value that is present.
  static func coalesce(_ operands: [Scalar]) -> Scalar {
    let (values, type) = unified(operands.filter { !$0.facts.isAbsent })
    guard values.count > 1 else { return values.first ?? .missing }
    return Scalar(.coalesce(values), facts(of: values, as: type))
  }

  /// What is known of a value that is one of several.
  private static func facts(of values: [Scalar], as type: ValueType) -> ValueFacts {
    var facts = ValueFacts(type)
    facts.isInteger = values.allSatisfy(\.facts.isInteger)
    facts.bound = values.map(\.facts.bound).max() ?? .infinity
    facts.mayHoldMembers = values.contains(where: \.facts.mayHoldMembers)
    return facts
  }

  /// Values that may stand for each other, in one type: their own, or any.
  private static func unified(_ scalars: [Scalar]) -> ([Scalar], ValueType) {
    let values = scalars.map { $0.facts.isAbsent ? Scalar.missing : $0 }
    let types = values.map(\.type).filter { $0 != .missing }
    guard let first = types.first else { return (values, .missing) }
    if first != .any, types.allSatisfy({ $0 == first }) { return (values, first) }
    // No function comes later that would take inner nodes for missing.
    return (values.map { $0.type == .any ? $0.asScalar : $0.asAny }, .any)
  }
}

extension ValueFacts {
  /// What is known of `and` of conditions.
  package static func and(_ conditions: [ValueFacts]) -> ValueFacts {
    var facts = ValueFacts(.boolean)
    if conditions.contains(where: { $0.whenMissing != .unknown }) { facts.whenMissing = .notTrue }
    return facts
  }

  /// What is known of `or` of conditions.
  package static func or(_ conditions: [ValueFacts]) -> ValueFacts {
    var facts = ValueFacts(.boolean)
    if conditions.allSatisfy({ $0.whenMissing == .missing }) {
      facts.whenMissing = .missing
    } else if conditions.allSatisfy({ $0.whenMissing != .unknown }) {
      facts.whenMissing = .notTrue
    }
    return facts
  }
}
