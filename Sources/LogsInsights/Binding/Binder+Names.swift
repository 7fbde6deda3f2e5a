extension Binder {
  /// What a name means here: what the query made of it, else the field of the event.
  mutating func resolve(_ path: FieldPath, at range: SourceRange) throws -> Scalar {
    switch context {
    case .group(let names):
      if let value = names[path.key] ?? Self.booleanLiteral(path) { return value }
      noteFieldInStats(path, at: range)
      return .missing
    case .row, .aggregate:
      if let value = named(path) { return value }
      guard scope.isGrouped else { return try eventField(path, at: range) }
      if let literal = Self.booleanLiteral(path) { return literal }
      noteUnknownAfterStats(path, at: range)
      return .missing
    }
  }

  /// `true` and `false` in any case, where no field has that name.
  static func booleanLiteral(_ path: FieldPath) -> Scalar? {
    guard !path.isQuoted, FieldPath.isBooleanWord(path.name) else { return nil }
    return .boolean(path.name.asciiLowercased == "true")
  }

  /// What the query made under a name.
  ///
  /// That is the name itself, else what the path reaches in the map or list that has the longest
  /// beginning of it as a name.
  func named(_ path: FieldPath) -> Scalar? {
    if !path.hasIndex, let value = scope.names[path.key] { return value }
    guard let (key, count) = Self.holder(of: path, among: scope.names),
      let map = scope.names[key]
    else { return nil }
    return .member(Array(path.steps[count...]), of: map)
  }

  /// The longest beginning of a path that names a map or list, and how many steps it has.
  static func holder(
    of path: FieldPath, among names: [FieldName: Scalar]
  ) -> (key: FieldName, count: Int)? {
    var longest: (key: FieldName, count: Int)?
    for (key, value) in names where value.facts.mayHoldMembers {
      guard let count = path.stepCount(of: key), count < path.steps.count,
        count > longest?.count ?? 0
      else { continue }
      longest = (key, count)
    }
    return longest
  }

  /// Puts a value under an alias; an error if the query has done that before.
  mutating func define(_ alias: ColumnItem.Alias, as value: Scalar, mayRepeat: Bool = false) {
    if !mayRepeat, scope.aliases.contains(alias.path.key) { noteDefined(alias) }
    scope.aliases.insert(alias.path.key)
    scope.names[alias.path.key] = keep(value)
  }

  /// Puts a value that was cut out of a text under a name, and shows it.
  mutating func defineParsed(_ alias: ColumnItem.Alias, as value: Scalar) {
    defineShown(alias, as: value)
    scope.parsed.insert(alias.path.key)
  }

  /// Puts a value under a new name, and shows it.
  mutating func defineShown(_ alias: ColumnItem.Alias, as value: Scalar) {
    define(alias, as: value)
    scope.parsedColumns.add(.plain(alias.path, at: alias.range))
  }

  /// Gives a name a new value; what it stood for is lost.
  mutating func replace(_ path: FieldPath, with value: Scalar) {
    scope.names[path.key] = keep(value)
  }

  /// Notes that an alias repeats a name.
  mutating func noteDefined(_ alias: ColumnItem.Alias) {
    guard !diagnostics.isFull(of: .error) else { return }
    let start = source.characterOffset(of: alias.range.lower)
    let end = source.characterOffset(of: alias.range.upper)
    note(
      .alreadyDefined(alias.path.name, start: start, end: end), at: alias.range,
      hints: [Diagnostic.Hint("use another name")])
  }

  /// The column of a plain name; what the name means is looked up at the end, unless stats
  /// decided already which names there are.
  mutating func mention(_ path: FieldPath, at range: SourceRange) throws -> Scope.Column {
    if scope.isGrouped {
      _ = try resolve(path, at: range)
    } else {
      scope.mentioned.append((path, range))
    }
    return .plain(path, at: range)
  }

  /// Warns of names in lists of columns that nothing ever defined.
  mutating func checkMentioned() throws {
    for (path, range) in scope.mentioned where !startsWithAlias(path) {
      _ = try eventField(path, at: range)
    }
  }

  /// Whether a beginning of a path is a name that the query made anywhere.
  private func startsWithAlias(_ path: FieldPath) -> Bool {
    scope.aliases.contains { path.stepCount(of: $0) != nil }
  }

  /// An item of a list of columns, with the value that it has here.
  mutating func computedColumn(_ item: ColumnItem, _ value: Scalar) -> Scope.Column {
    let name = item.name(in: source)
    return Scope.Column(
      name: name, value: keep(value), path: FieldPath(name.text), range: item.expression.range)
  }

  /// The value of a name that the query made or shows; missing if it does neither.
  mutating func shownValue(of name: FieldName) throws -> Scalar {
    if let value = named(FieldPath(name.text)) { return value }
    guard let column = scope.shownColumns.first(where: { $0.name == name }) else {
      return .missing
    }
    return try value(of: column)
  }

  /// The value that a column has at the end.
  mutating func value(of column: Scope.Column) throws -> Scalar {
    if let value = column.value ?? named(column.path) { return value }
    guard scope.isGrouped else { return try eventField(column.path, at: column.range) }
    // A name that stats did not produce has been reported where it stands.
    return Self.booleanLiteral(column.path) ?? .missing
  }

  private mutating func noteUnknownAfterStats(_ path: FieldPath, at range: SourceRange) {
    let names = scope.names.keys.sorted()
    let nearest = NameSuggestions.nearest(to: path.name, among: names.map(\.text))
    var hints = [Diagnostic.Hint].didYouMean(nearest)
    if hints.isEmpty {
      let list = names.map(FieldPath.written).joined(separator: ", ")
      hints = [Diagnostic.Hint("stats produces: \(list)")]
    }
    note(.unknownAfterStats(path.name), at: range, hints: hints)
  }

  private mutating func noteFieldInStats(_ path: FieldPath, at range: SourceRange) {
    var hints = [
      Diagnostic.Hint("aggregate it, as in max(\(path.text)), or group by it: put it after 'by'")
    ]
    if FunctionTable.function(named: path.name)?.isAggregate == true {
      hints = [Diagnostic.Hint("a function needs parentheses: \(path.name)(…)")]
    }
    note(.fieldOutsideAggregate(path.name), at: range, hints: hints)
  }
}
