extension Query {
  /// Parses and compiles a query, and finds as much as it can of what is wrong with it.
  ///
  /// Where a command cannot be read, the meaning of those before it is still checked; those after it may use names that
  /// it would have made.
  ///
  /// - Throws: ``QueryError``, or what the catalogue throws.
  public static func compile(
    _ text: String, catalog: some FieldCatalog, options: CompileOptions
  ) throws -> CompiledQuery {
    let query: Query
    do {
      query = try Query(text)
    } catch {
      var pipeline = Pipeline(source: error.source, catalog: catalog, options: options)
      pipeline.diagnostics = error.diagnostics
      try pipeline.apply(error.commands)
      throw QueryError(pipeline.diagnostics, in: error.source)
    }
    return try query.compile(catalog: catalog, options: options)
  }

  /// Compiles the query to SQL over a catalogue.
  ///
  /// - Throws: ``QueryError`` with all that is wrong, or what the catalogue throws.
  public func compile(
    catalog: some FieldCatalog, options: CompileOptions
  ) throws -> CompiledQuery {
    do {
      return try translated(catalog: catalog, options: options)
    } catch let error as QueryError {
      throw try offeringMove(in: error, catalog: catalog, options: options)
    }
  }

  private func translated(
    catalog: some FieldCatalog, options: CompileOptions
  ) throws -> CompiledQuery {
    var pipeline = Pipeline(source: source, catalog: catalog, options: options)
    try pipeline.apply(commands)
    return try pipeline.finish()
  }

  /// The error with a query that compiles, if the filters after a stats need only stand before it.
  private func offeringMove(
    in error: QueryError, catalog: some FieldCatalog, options: CompileOptions
  ) throws -> QueryError {
    guard let move = FilterMove(self, error) else { return error }
    for text in move.texts {
      do {
        let moved = try Query(text).translated(catalog: catalog, options: options)
        guard move.explains(moved.warnings) else { continue }
      } catch is QueryError {
        continue
      }
      return QueryError(
        error.diagnostics.map { $0.offering(text, in: source) }, in: source)
    }
    return error
  }
}

extension Pipeline {
  /// SQLite's own bound, where it was built with the default, is 2,000.
  private static let columnsMax = 1000

  /// The SQL of all commands.
  fileprivate mutating func finish() throws -> CompiledQuery {
    try checkMentioned()
    if levels[top].limit?.isTail == true { pushLevel() }
    let rowsMax = applyLimits()
    var columns = try resultColumns()
    if isOneGroup, !columns.contains(where: { $0.sql.isAggregate }) {
      // SQL would take the rows for single ones, since nothing says that they are one group.
      pushLevel()
      columns = try resultColumns()
    }
    if columns.count > Self.columnsMax { note(.tooManyColumns, at: source.range) }
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw QueryError(diagnostics, in: source)
    }
    let selected = columns.map { ($0.sql, $0.output.name) }
    var generator = SQLGenerator(catalog: catalog)
    let sql = try generator.statement(of: branch, selecting: selected, besides: branches)
    guard sql.utf8.count <= SQLGenerator.lengthMax else {
      throw QueryError([Diagnostic(.expressionTooLarge, at: source.range)], in: source)
    }
    return CompiledQuery(
      sql: sql, bindings: generator.bindings, columns: columns.map(\.output),
      warnings: diagnostics.inSourceOrder, steps: steps,
      cut: try rowsMax.map { try cut(sql, after: $0) })
  }

  /// The commands, each with the name of the SELECT where it left the rows.
  private var steps: [CompiledQuery.Step] {
    applied.map { command, level in
      var printer = QueryPrinter(source: source)
      command.write(to: &printer)
      let name = level == top ? nil : SQLGenerator.name(of: level)
      return CompiledQuery.Step(text: printer.text, select: name)
    }
  }

  /// Adds the bound that is not the query's own if it is smaller than that; gives it, or nil if it cannot leave out rows.
  private mutating func applyLimits() -> Int? {
    guard let bound = options.rowsMax ?? (scope.hasLimit ? nil : LimitCommand.rowsDefault),
      bound < levels[top].limit?.count ?? .max
    else { return nil }
    levels[top].limit = Level.Limit(count: bound, isTail: false)
    return isOneGroup ? nil : bound
  }

  /// - Parameter sql: the statement, which ends with the bound.
  private func cut(_ sql: String, after rows: Int) throws -> CompiledQuery.Cut {
    precondition(sql.hasSuffix("LIMIT \(rows)"))
    return CompiledQuery.Cut(
      rows: rows, sql: sql.dropLast("\(rows)".count) + "\(rows + 1)", count: try countOfEvents())
  }

  /// What counts the rows if each event is one; nil for any other query.
  private func countOfEvents() throws -> CompiledQuery.CountOfRows? {
    let level = levels[top]
    guard levels.count == 1, level.join == nil, level.elements == nil, level.groups == nil,
      level.conditions.isEmpty, level.added == nil
    else { return nil }
    var counting = self
    counting.levels = [Level()]
    counting.levels[0].groups = []
    var generator = SQLGenerator(catalog: catalog)
    let sql = try generator.statement(
      of: counting.branch, selecting: [(.aggregate("count"), "rows")], besides: [])
    return CompiledQuery.CountOfRows(sql: sql, bindings: generator.bindings)
  }

  private mutating func resultColumns() throws -> [(sql: SQLFragment, output: OutputColumn)] {
    var result: [(sql: SQLFragment, output: OutputColumn)] = []
    for column in shownColumns {
      let term = try value(of: column)
      let (sql, kind) = Self.shown(term)
      result.append((sql, OutputColumn(name: column.name.text, kind: kind)))
    }
    return result
  }

  /// The columns of the result: those that commands chose, or the default ones, and those of the
  /// names that commands made.
  var shownColumns: ColumnList {
    var columns = scope.chosenColumns ?? []
    if scope.chosenColumns == nil {
      for name in scope.defaultColumns {
        columns.add(plainColumn(FieldPath(name), at: SourceRange(0, 0)))
      }
    }
    for column in scope.parsedColumns { columns.add(column) }
    return columns
  }

  /// The value of a name that the query made or shows; missing if it does neither.
  mutating func shownValue(of name: FieldName) throws -> Term {
    let path = FieldPath(name.text)
    if let term = named(path) { return term }
    guard let column = shownColumns.first(where: { $0.name == name }) else { return .missing }
    return try value(of: column)
  }

  /// The value that a column has at the end.
  mutating func value(of column: Scope.Column) throws -> Term {
    if let definition = column.definition { return lift(definition.term, from: definition.level) }
    if let term = named(column.path) { return term }
    guard scope.isGrouped else { return try eventField(column.path, at: column.range) }
    // A name that stats did not put out has been reported where it stands.
    return Self.booleanLiteral(column.path) ?? .missing
  }

  /// A value as it is put out.
  private static func shown(_ term: Term) -> (SQLFragment, OutputColumn.Kind) {
    switch term.type {
    case .missing: (.null, .any)
    case .text: (term.sql, .text)
    case .number, .boolean: (term.sql, .number)
    case .timestamp: (.call(.timestamp, term.sql), .timestamp)
    case .json: (term.sql, .json)
    case .structure: (.call(.output, term.sql), .json)
    case .any: (.call(.output, term.sql), .any)
    }
  }
}
