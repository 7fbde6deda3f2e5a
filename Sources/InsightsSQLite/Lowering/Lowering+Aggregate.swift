import LogsInsights

extension Lowering {
  /// Makes one row of each group.
  mutating func add(_ aggregate: PlanNode.Aggregate) throws {
    leaveLimit()
    if isGrouped { pushLevel() }
    var keys: [Term] = []
    for key in aggregate.keys { keys.append(try term(key.value)) }
    if !aggregate.mayRepeatKeys, hasSharedValues(keys),
      aggregate.values.allSatisfy(\.value.isCountOfRows)
    {
      return addCounts(aggregate, keys)
    }
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

  /// Counts the rows of each id first, and sums those of one value: comparing ids takes less time than comparing strings.
  private mutating func addCounts(_ aggregate: PlanNode.Aggregate, _ keys: [Term]) {
    for (definition, key) in zip(aggregate.keys, keys) { define(definition.column, as: key) }
    let count = SQLFragment.aggregate("count")
    for definition in aggregate.values {
      define(definition.column, as: Term(count, definition.value.facts))
    }
    levels[top].sortKeys = []
    levels[top].groups = keys.map { id(behind: $0) ?? $0.groupKey.sql }
    levels[top].basicOrder = []
    pushLevel()
    let values = aggregate.keys.map { value(of: $0.column) }
    for (definition, value) in zip(aggregate.keys, values) {
      define(definition.column, as: value.groupValue)
    }
    for definition in aggregate.values {
      let part = value(of: definition.column)
      define(definition.column, as: Term(.aggregate("sum", of: part.sql), part.facts))
    }
    levels[top].groups = values.map(\.groupKey.sql)
    levels[top].basicOrder = values.compactMap { OrderKey($0) }
  }

  /// Whether several ids stand for one value of a key, and all keys have a known type.
  private func hasSharedValues(_ keys: [Term]) -> Bool {
    keys.contains { key in
      guard let field = key.field, case .dictionary(let dictionary) = fields[field].storage else {
        return false
      }
      return !dictionary.isDistinct
    } && !keys.contains { $0.type == .any }
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

  /// The id that a field's value is stored as; several ids may stand for one value.
  private func id(behind term: Term) -> SQLFragment? {
    guard let field = term.field, case .dictionary = fields[field].storage else { return nil }
    return .fieldID(field)
  }
}

extension Scalar {
  /// Whether it counts the rows, and nothing else.
  fileprivate var isCountOfRows: Bool {
    guard case .call(let call) = kind else { return false }
    return call.isAggregate && call.function == "count" && call.arguments.isEmpty
  }

  fileprivate var reachesIntoMap: Bool {
    contains { if case .member = $0 { true } else { false } }
  }
}
