extension Pipeline {
  /// What a name means here: what the query made of it, else the field of the event.
  mutating func resolve(_ path: FieldPath, at range: SourceRange) throws -> Term {
    switch context {
    case .group(let names):
      if let term = names[path.key] ?? Self.booleanLiteral(path) { return term }
      noteFieldInStats(path, at: range)
      return .missing
    case .row, .aggregate:
      if let term = named(path) { return term }
      guard scope.isGrouped else { return try eventField(path, at: range) }
      if let literal = Self.booleanLiteral(path) { return literal }
      noteUnknownAfterStats(path, at: range)
      return .missing
    }
  }

  /// `true` and `false` in any case, where no field has that name.
  static func booleanLiteral(_ path: FieldPath) -> Term? {
    guard !path.isQuoted, FieldPath.isBooleanWord(path.name) else { return nil }
    return .boolean(path.name.asciiLowercased == "true")
  }

  /// What the query made under a name, as the current level sees it.
  ///
  /// That is the name itself, else what the path reaches in the map or list that has the longest
  /// beginning of it as a name.
  mutating func named(_ path: FieldPath) -> Term? {
    if !path.hasIndex, let term = named(path.key) { return term }
    guard let (key, count) = Self.holder(of: path, among: scope.names), let term = named(key) else {
      return nil
    }
    return .member(Array(path.steps[count...]), of: term)
  }

  /// The longest beginning of a path that names a map or list, and how many steps it has.
  static func holder(
    of path: FieldPath, among names: [FieldName: Scope.Definition]
  ) -> (key: FieldName, count: Int)? {
    var longest: (key: FieldName, count: Int)?
    for (key, definition) in names where definition.term.holdsMembers {
      guard let count = path.stepCount(of: key), count < path.steps.count,
        count > longest?.count ?? 0
      else { continue }
      longest = (key, count)
    }
    return longest
  }

  private mutating func named(_ key: FieldName) -> Term? {
    guard let definition = scope.names[key] else { return nil }
    let term = lift(definition.term, from: definition.level)
    scope.names[key] = Scope.Definition(term: term, level: top)
    return term
  }

  /// Puts a value under an alias; an error if the query has done that before.
  mutating func define(_ alias: ColumnItem.Alias, as term: Term, mayRepeat: Bool = false) {
    if !mayRepeat, scope.aliases.contains(alias.path.key) { noteDefined(alias) }
    scope.aliases.insert(alias.path.key)
    scope.names[alias.path.key] = Scope.Definition(term: term, level: top)
  }

  /// Puts a value that was cut out of a text under a name, and shows it.
  mutating func defineParsed(_ alias: ColumnItem.Alias, as term: Term) {
    defineShown(alias, as: term)
    scope.parsed.insert(alias.path.key)
  }

  /// Puts a value under a new name, and shows it.
  mutating func defineShown(_ alias: ColumnItem.Alias, as term: Term) {
    define(alias, as: term)
    scope.parsedColumns.add(plainColumn(alias.path, at: alias.range))
  }

  /// Gives a name a new value; what it stood for is lost.
  mutating func replace(_ path: FieldPath, with term: Term) {
    scope.names[path.key] = Scope.Definition(term: term, level: top)
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

  /// A name without an alias, that is shown with the value it has at the end.
  func plainColumn(_ path: FieldPath, at range: SourceRange) -> Scope.Column {
    Scope.Column(name: path.key, definition: nil, path: path, range: range)
  }

  /// The column of a plain name; what the name means is looked up at the end, unless stats
  /// decided already which names there are.
  mutating func mention(_ path: FieldPath, at range: SourceRange) throws -> Scope.Column {
    if scope.isGrouped {
      _ = try resolve(path, at: range)
    } else {
      scope.mentioned.append((path, range))
    }
    return plainColumn(path, at: range)
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
  func computedColumn(_ item: ColumnItem, _ term: Term) -> Scope.Column {
    let name = item.name(in: source)
    return Scope.Column(
      name: name, definition: Scope.Definition(term: term, level: top), path: FieldPath(name.text),
      range: item.expression.range)
  }

  private mutating func noteUnknownAfterStats(_ path: FieldPath, at range: SourceRange) {
    let names = scope.names.keys.sorted()
    let nearest = Suggestion.nearest(to: path.name, among: names.map(\.text))
    var hints = [Diagnostic.Hint].didYouMean(nearest)
    if hints.isEmpty {
      let list = names.map(FieldPath.written).joined(separator: ", ")
      hints = [Diagnostic.Hint("stats put out: \(list)")]
    }
    note(.unknownAfterStats(path.name), at: range, hints: hints)
  }

  private mutating func noteFieldInStats(_ path: FieldPath, at range: SourceRange) {
    var hints = [Diagnostic.Hint("aggregate it, as in max(\(path.text)), or put it behind 'by'")]
    if FunctionTable.function(named: path.name)?.isAggregate == true {
      hints = [Diagnostic.Hint("a function needs parentheses: \(path.name)(…)")]
    }
    note(.fieldOutsideAggregate(path.name), at: range, hints: hints)
  }
}
