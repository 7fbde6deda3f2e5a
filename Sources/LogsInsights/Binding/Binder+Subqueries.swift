extension Binder {
  /// `value in (query)`: the value is one of those in the query's only column.
  mutating func membership(_ value: Scalar, in query: Subquery) throws -> Scalar {
    guard areSubqueriesLegal else {
      note(.subqueryOutOfPlace, at: query.range)
      return .missing
    }
    var inner = nested()
    try inner.bind(query.commands)
    let column = try inner.onlyColumn(at: query.range)
    let plan = adopt(inner)
    // A column that no row has holds nothing.
    guard let column, !column.facts.isAbsent else { return .boolean(false) }
    return .isInResult(value, of: plan)
  }

  /// Makes the one column of a subquery its result, and gives its value; nil if there are more.
  private mutating func onlyColumn(at range: SourceRange) throws -> Scalar? {
    try checkMentioned()
    let columns = scope.shownColumns
    guard columns.count == 1 else {
      note(
        .subqueryColumns(columns.count), at: range,
        hints: [Diagnostic.Hint("end it with 'fields' and one name")])
      return nil
    }
    let value = try value(of: columns[0])
    plan.output = [Plan.Output(name: columns[0].name.text, value: value)]
    return value
  }
}
