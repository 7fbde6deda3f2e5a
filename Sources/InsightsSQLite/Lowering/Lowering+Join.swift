import LogsInsights

extension Lowering {
  /// Starts a SELECT in which rows of another plan stand beside each row.
  mutating func add(_ join: PlanNode.Join) throws {
    var other = try Lowering(join.plan, in: catalog, besides: branches)
    // A branch of which no column is read must have its one row all the same.
    if other.isOneGroup { other.pushLevel() }
    let number = other.branches.count
    var values: [Term] = []
    for column in join.columns {
      values.append(other.output(try other.term(column.value), asBranch: number))
    }
    let order = join.kind == .full ? [] : other.outputOrder(asBranch: number)
    _ = adopt(other)
    if top == 0 || !levels[top].isBare { pushLevel() }
    for (column, value) in zip(join.columns, values) { define(column.column, as: value) }
    levels[top].join = Level.Join(
      branch: number, kind: Level.Join.Kind(join.kind),
      condition: try term(join.condition).sql)
    // Events beside the same row come in their own order.
    levels[top].basicOrder += order
  }

  /// Puts a value out, and gives it in the terms of a level that joins the rows as a branch.
  private mutating func output(_ term: Term, asBranch number: Int) -> Term {
    if term.sql.isConstant { return term }
    return term.asValue(.branchColumn(number, column: levels[top].output(term.sql)))
  }

  /// Puts the keys of the order out, if the rows are events.
  private mutating func outputOrder(asBranch number: Int) -> [OrderKey] {
    if top > 0 { return [] }
    return levels[top].order.filter { !$0.sql.isConstant }.map { key in
      var key = key
      key.sql = .branchColumn(number, column: levels[top].output(key.sql))
      return key
    }
  }
}

extension Level.Join.Kind {
  fileprivate init(_ kind: PlanNode.Join.Kind) {
    switch kind {
    case .inner: self = .inner
    case .left: self = .left
    case .full: self = .full
    }
  }
}

// MARK: - Values among those of another plan

extension Lowering {
  /// `value in (query)`: the value is one of those in the plan's only column; a missing value
  /// equals none.
  mutating func membership(
    _ value: Scalar, in plan: Plan, _ facts: ValueFacts
  ) throws -> Term {
    let value = try term(value)
    var other = try Lowering(plan, in: catalog, besides: branches)
    let column = try other.outputOnlyColumn()
    return .membership(value, inBranch: adopt(other), of: column.type, facts)
  }

  /// Puts out the only column, and gives its value.
  private mutating func outputOnlyColumn() throws -> Term {
    precondition(plan.output.count == 1, "a subquery has one column")
    var column = try term(plan.output[0].value)
    if isOneGroup, !column.sql.isAggregate {
      pushLevel()
      column = try term(plan.output[0].value)
    }
    levels[top].setOutputs([column.sql])
    return column
  }
}

extension Term {
  /// `value in (query)`, as a chain of `=` over the values there are.
  fileprivate static func membership(
    _ value: Term, inBranch branch: Int, of type: ValueType, _ facts: ValueFacts
  ) -> Term {
    let column = Term(.literal("c1"), type)
    if areAlike(value, column) || value.facts.isMissing {
      let values = SQLFragment.select(
        column.sql, fromBranch: branch, where: .suffix(column.presence, "IS NOT NULL"))
      return Term(.membership(value.sql, [values]), facts)
    }
    let equals = SQLFragment.call(.equals, value.anySQL, column.anySQL)
    let any = SQLFragment.select(.call("max", equals), fromBranch: branch).inParentheses
    let count = SQLFragment.select(.call("count", column.presence), fromBranch: branch)
      .inParentheses
    return Term(
      .choice(.infix(count, ">", .literal("0"), .comparison), then: any, else: .never), facts)
  }
}
