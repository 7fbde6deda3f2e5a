extension JoinCommand {
  func bind(to binder: inout Binder) throws {
    guard binder.scope.join == nil else { return binder.note(.joinTwice, at: range) }
    let columns = try leftColumns(of: &binder)
    var inner = binder.nested()
    try inner.bind(query.commands)
    let plan = binder.adopt(inner)
    // The condition names columns of the join itself, so the node comes before it.
    let node = binder.plan.nodes.count
    let kind: PlanNode.Join.Kind = isLeft ? .left : .inner
    binder.add(
      .join(PlanNode.Join(kind: kind, plan: plan, columns: [], condition: .missing)))
    enterSides(of: node, showing: columns, in: &binder)
    let condition = try condition(in: &binder)
    guard case .join(let join) = binder.plan.nodes[node] else { return }
    binder.plan.nodes[node] = .join(
      PlanNode.Join(kind: kind, plan: join.plan, columns: join.columns, condition: condition))
  }

  /// From here on names belong to a side.
  private func enterSides(
    of node: Int, showing columns: ColumnList, in binder: inout Binder
  ) {
    let scope = binder.scope
    var joined = Scope()
    joined.join = JoinedSides(
      left: left, right: right, node: node, names: scope.names, isGrouped: scope.isGrouped)
    joined.aliases = scope.aliases
    joined.statsCount = scope.statsCount
    joined.fieldColumns = columns
    joined.defaultColumns = [left, right].flatMap { ["\($0).@timestamp", "\($0).@message"] }
    binder.scope = joined
  }

  /// The columns that the query has chosen so far, under the name of their side.
  private func leftColumns(of binder: inout Binder) throws -> ColumnList {
    try binder.checkMentioned()
    var columns: ColumnList = []
    let scope = binder.scope
    for column in Array(scope.chosenColumns ?? []) + Array(scope.parsedColumns) {
      let name = FieldName("\(left).\(column.name.text)")
      columns.add(
        Scope.Column(
          name: name, value: try binder.value(of: column), path: FieldPath(name.text),
          range: column.range))
    }
    return columns
  }

  private func condition(in binder: inout Binder) throws -> Scalar {
    var tests: [Scalar] = []
    for key in keys {
      let sides = [key.first, key.second].map { binder.scope.join?.side(of: $0)?.side }
      guard sides == [.left, .right] || sides == [.right, .left] else {
        binder.note(
          .joinSides, at: key.range,
          hints: [Diagnostic.Hint("such as \(left).field = \(right).field")])
        continue
      }
      tests.append(
        .equals(
          try binder.eventField(key.first, at: key.range),
          try binder.eventField(key.second, at: key.range)))
    }
    return tests.count == 1 ? tests[0] : .and(tests)
  }
}
