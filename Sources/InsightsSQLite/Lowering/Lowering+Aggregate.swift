import LogsInsights

extension Lowering {
  /// Makes one row of each group.
  mutating func add(_ aggregate: PlanNode.Aggregate) throws {
    leaveLimit()
    if isGrouped { pushLevel() }
    var keys: [Term] = []
    for key in aggregate.keys { keys.append(try term(key.value)) }
    keys = workedOut(keys, before: aggregate.values)
    for (definition, key) in zip(aggregate.keys, keys) {
      define(definition.column, as: key.groupValue)
    }
    for definition in aggregate.values {
      define(definition.column, as: try term(definition.value))
    }
    levels[top].sortKeys = []
    if aggregate.mayRepeatKeys {
      levels[top].groups = keys.map { id(behind: $0) ?? $0.groupKey.sql }
      levels[top].basicOrder = []
      // What later nodes make of a key they make of each group once.
      pushLevel()
    } else {
      levels[top].groups = keys.map(\.groupKey.sql)
      levels[top].basicOrder = keys.compactMap { OrderKey($0) }
    }
  }

  /// The keys of groups, worked out once for a row: a key of any type stands in the SELECT of the
  /// groups twice, as the text that they go by and as the value that they show.
  ///
  /// That is not done where the values reach into a map: it would have to be kept for every row.
  private mutating func workedOut(
    _ keys: [Term], before values: [PlanNode.Definition]
  ) -> [Term] {
    guard keys.contains(where: { $0.type == .any && !$0.sql.isColumn }),
      !values.contains(where: { $0.value.reachesIntoMap })
    else { return keys }
    let level = top
    pushLevel()
    levels[level].isWorkedOut = true
    return keys.map { lift($0, from: level) }
  }

  /// The id behind a field, which may be several for one value.
  private func id(behind term: Term) -> SQLFragment? {
    guard let field = term.field, case .dictionary = fields[field].storage else { return nil }
    return .fieldID(field)
  }
}

extension Scalar {
  fileprivate var reachesIntoMap: Bool {
    contains { if case .member = $0 { true } else { false } }
  }
}
