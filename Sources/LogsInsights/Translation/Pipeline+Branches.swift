extension Pipeline {
  /// A pipeline for a query that this one reads; it sees the same branches.
  func nested() -> Pipeline {
    var inner = Pipeline(source: source, catalog: catalog, options: options)
    inner.branches = branches
    inner.hasWindow = hasWindow
    return inner
  }

  /// Takes over what was wrong in a nested query.
  mutating func noteDiagnostics(of inner: Pipeline) {
    for diagnostic in inner.diagnostics {
      note(diagnostic.reason, at: diagnostic.range, hints: diagnostic.hints)
    }
  }

  /// Takes over a nested query as a branch, and gives its number.
  mutating func adopt(_ inner: Pipeline) -> Int {
    noteDiagnostics(of: inner)
    branches = inner.branches
    branches.append(inner.branch)
    return branches.count - 1
  }
}

// MARK: - Subqueries

extension Pipeline {
  /// `value in (query)`: the value is one of those in the query's only column.
  mutating func membership(_ value: Term, in query: Subquery) throws -> Term {
    guard areSubqueriesLegal else {
      note(.subqueryOutOfPlace, at: query.range)
      return .missing
    }
    var inner = nested()
    try inner.apply(query.commands)
    let column = try inner.onlyColumn(at: query.range)
    guard let column, !column.asAny.isMissing else {
      // A column that no row has holds nothing.
      noteDiagnostics(of: inner)
      return .boolean(false)
    }
    let branch = adopt(inner)
    return .membership(value, inBranch: branch, of: column.type)
  }

  /// Puts out the one column of a subquery, and gives its value; nil if there are more.
  private mutating func onlyColumn(at range: SourceRange) throws -> Term? {
    try checkMentioned()
    let columns = shownColumns
    guard columns.count == 1 else {
      note(
        .subqueryColumns(columns.count), at: range,
        hints: [Diagnostic.Hint("end it with 'fields' and one name")])
      return nil
    }
    var term = try value(of: columns[0])
    if isOneGroup, !term.sql.isAggregate {
      pushLevel()
      term = try value(of: columns[0])
    }
    levels[top].setOutputs([term.sql])
    return term
  }
}

extension Term {
  /// `value in (query)`, as a chain of `=` over the values there are; a missing value equals none.
  fileprivate static func membership(
    _ value: Term, inBranch branch: Int, of type: ValueType
  ) -> Term {
    let left = value.asAny.isMissing ? .missing : value
    let column = SQLFragment.literal("c1")
    let areAlike = left.type == .text && type == .text || left.type.isNumeric && type.isNumeric
    if areAlike || left.isMissing {
      let values = SQLFragment.select(
        column, fromBranch: branch,
        where: .suffix(Term(column, type).presence, "IS NOT NULL"))
      var term = Term(.membership(left.sql, [values]), .boolean)
      if left.whenMissing == .missing { term.whenMissing = .notTrue }
      return term
    }
    let element = Term(column, type).asAny
    let equals = SQLFragment.call(.equals, left.asAny.sql, element.sql)
    let any = SQLFragment.select(.call("max", equals), fromBranch: branch).inParentheses
    let count = SQLFragment.select(
      .call("count", Term(column, type).presence), fromBranch: branch
    ).inParentheses
    var term = Term(
      .choice(.infix(count, ">", .literal("0"), .comparison), then: any, else: .never), .boolean)
    if left.whenMissing == .missing { term.whenMissing = .notTrue }
    return term
  }
}
