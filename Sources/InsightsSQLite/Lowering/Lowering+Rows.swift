import LogsInsights

// Nodes that keep, extend and order rows.
extension Lowering {
  /// Keeps the rows, or groups, for which a condition is true.
  mutating func filter(_ condition: Scalar) throws {
    if isGrouped, condition.readsOtherPlan {
      // The value of an aggregate function cannot be looked for in another query's rows.
      pushLevel()
    }
    leaveLimit()
    let term = try term(condition)
    if isGrouped {
      levels[top].groupConditions.append(term)
    } else {
      levels[top].conditions.append(term)
    }
  }

  /// Whether the rows of the current level are groups.
  var isGrouped: Bool { levels[top].groups != nil }

  /// A column is worked out wherever a later node names it.
  mutating func extend(_ definitions: [PlanNode.Definition]) throws {
    for definition in definitions {
      define(definition.column, as: try term(definition.value))
    }
  }

  mutating func sort(_ keys: [SortKey]) throws {
    leaveLimit()
    levels[top].sortKeys = try orderKeys(keys)
  }

  mutating func arrange(_ keys: [SortKey]) throws {
    levels[top].basicOrder = try orderKeys(keys)
  }

  mutating func orderKeys(_ keys: [SortKey]) throws -> [OrderKey] {
    var orderKeys: [OrderKey] = []
    for key in keys {
      if let key = OrderKey(try term(key.value), isDescending: key.isDescending) {
        orderKeys.append(key)
      }
    }
    return orderKeys
  }

  mutating func limit(_ count: Int, fromEnd: Bool) {
    // The first rows of the first rows are one limit; all other pairs are two.
    if let limit = levels[top].limit {
      if !fromEnd, !limit.isTail {
        levels[top].limit?.count = min(limit.count, count)
        return
      }
      pushLevel()
    }
    levels[top].limit = Level.Limit(count: count, isTail: fromEnd)
  }
}

extension Scalar {
  /// Whether it looks for a value in the rows of another plan.
  fileprivate var readsOtherPlan: Bool {
    contains { if case .isInResult = $0 { true } else { false } }
  }
}
