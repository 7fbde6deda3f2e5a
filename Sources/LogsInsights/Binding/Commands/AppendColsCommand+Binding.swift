extension AppendColsCommand {
  func bind(to binder: inout Binder) throws {
    var inner = binder.nested()
    try inner.bind(query.commands)
    try inner.checkMentioned()
    var values: [(name: FieldName, value: Scalar)] = []
    for column in inner.scope.shownColumns {
      values.append((column.name, try inner.value(of: column)))
    }
    inner.add(.limit(rowsMax, fromEnd: false))
    let place = inner.addWindow([.rowNumber(order: .rows)])[0]
    let plan = binder.adopt(inner)
    let ownPlace = binder.addWindow([.rowNumber(order: .rows)])[0]
    let placeColumn = binder.define(place)
    let columns = values.map { binder.define($0.value) }
    binder.add(
      .join(
        PlanNode.Join(
          kind: .left, plan: plan,
          columns: [placeColumn]
            + zip(values, columns).filter { !$0.0.value.facts.isAbsent }.map(\.1),
          condition: .equals(ownPlace, .column(placeColumn.column, place.facts)))))
    for ((name, value), column) in zip(values, columns) {
      try show(name, Self.beside(value, column.column), in: &binder)
    }
  }

  /// The other query's value in a row of this one, which may have none beside it.
  private static func beside(_ value: Scalar, _ column: ColumnID) -> Scalar {
    if value.facts.isAbsent { return .missing }
    var facts = value.facts.withoutField
    facts.whenMissing = .unknown
    return .column(column, facts)
  }

  private func show(
    _ name: FieldName, _ value: Scalar, in binder: inout Binder
  ) throws {
    let own = try binder.shownValue(of: name)
    let path = FieldPath(name.text)
    let both = overrides ? [value, own] : [own, value]
    binder.replace(path, with: own.facts.isAbsent ? value : .coalesce(both))
    binder.scope.parsedColumns.add(.plain(path, at: query.range))
  }
}
