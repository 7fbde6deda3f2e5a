extension Pipeline {
  /// A condition on the rows that the commands so far have left.
  mutating func condition(_ expression: Expression) throws -> Term {
    leaveLimit()
    return try translate(expression).asCondition
  }

  /// Keeps the rows, or groups, for which a condition is true.
  mutating func keepRows(where condition: Term) {
    if levels[top].groups == nil {
      levels[top].conditions.append(condition)
    } else {
      levels[top].groupConditions.append(condition)
    }
  }

  /// Notes a command that may not stand where it does.
  mutating func checkOrder(of command: any QueryCommand) {
    guard scope.isDeduplicated, !(command is LimitCommand) else { return }
    let start = command.range.lower
    let name = source.bytes[start...].prefix(while: \.isNameRest)
    let position = source.position(of: start)
    note(
      .unexpectedSymbol(
        String(decoding: name, as: UTF8.self), line: position.line, position: position.column),
      at: SourceRange(start, start + name.count),
      hints: [Diagnostic.Hint("only 'limit' may follow 'dedup'")])
  }

  /// Values worked out from many rows, as columns for all that follows.
  ///
  /// A window function sees the rows that its own SELECT keeps, so what follows gets a new one.
  mutating func settle(_ terms: [Term]) -> [Term] {
    let level = top
    pushLevel()
    return terms.map { lift($0, from: level) }
  }

  /// The keys of groups, worked out once for a row: a key of any type stands in the SELECT of the
  /// groups twice, as the text that they go by and as the value that they show.
  ///
  /// That is not done where the items reach into a map: it would have to be kept for every row.
  mutating func workedOut(_ keys: [Term], before items: [Expression]) -> [Term] {
    guard keys.contains(where: { $0.type == .any && !$0.sql.isColumn }),
      !items.contains(where: reachesIntoMap)
    else { return keys }
    let level = top
    pushLevel()
    levels[level].isWorkedOut = true
    return keys.map { lift($0, from: level) }
  }

  private func reachesIntoMap(_ expression: Expression) -> Bool {
    if let path = expression.path, scope.names[path.key] == nil {
      return Self.holder(of: path, among: scope.names) != nil
    }
    return expression.kind.children.contains(where: reachesIntoMap)
  }

  /// What groups of equal values of a field go by: a text, or an id that stands for it.
  mutating func groupKey(_ field: FieldReference) throws -> Term {
    var term = try resolve(field.path, at: field.range).asGroupKey
    if let key = term.key { term.sql = key }
    return term
  }

  /// The order that the rows have here.
  var order: [SortKey] { levels[top].order }
}

extension Pipeline {
  /// The columns of the result so far that are names.
  var plainColumns: [FieldReference] {
    shownColumns.filter { $0.definition == nil }
      .map { FieldReference(path: $0.path, range: $0.range) }
  }
}

extension Term {
  /// The value, without what is known of the field that it comes from.
  var plain: Term {
    var term = Term(sql, type)
    term.isInteger = isInteger
    term.bound = bound
    term.holdsMembers = holdsMembers
    term.whenMissing = whenMissing
    return term
  }
}
