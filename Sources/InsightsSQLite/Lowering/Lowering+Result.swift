import LogsInsights

extension Lowering {
  /// SQLite's own bound, where it was built with the default, is 2,000.
  private static let columnsMax = 1000

  /// The SQL of the whole plan.
  mutating func finish() throws -> CompiledQuery {
    // The last rows come in the order that all rows have.
    if levels[top].limit?.isTail == true { pushLevel() }
    let rowsMax = applyBound()
    var columns = try resultColumns()
    if isOneGroup, !columns.contains(where: { $0.sql.isAggregate }) {
      // SQL would take the rows for single ones, since nothing says that they are one group.
      pushLevel()
      columns = try resultColumns()
    }
    guard columns.count <= Self.columnsMax else { throw fault(.tooManyColumns) }
    let statement = Statement(
      query: branch, branches: branches, columns: columns.map { ($0.sql, $0.output.name) })
    let (sql, bindings) = try statement.text(in: catalog)
    guard sql.utf8.count <= Statement.lengthMax else { throw fault(.expressionTooLarge) }
    return CompiledQuery(
      sql: sql, bindings: bindings, columns: columns.map(\.output), warnings: plan.warnings,
      steps: steps, cut: try rowsMax.map { try cut(sql, after: $0) })
  }

  /// The commands, each with the name of the SELECT where it left the rows.
  private var steps: [CompiledQuery.Step] {
    plan.steps.map { step in
      let level = levelsAfter[step.nodes.upperBound]
      return CompiledQuery.Step(
        text: step.text, select: level == top ? nil : SQLGenerator.name(of: level))
    }
  }

  private mutating func resultColumns() throws -> [(sql: SQLFragment, output: OutputColumn)] {
    var result: [(sql: SQLFragment, output: OutputColumn)] = []
    for (column, origin) in zip(plan.output, plan.outputOrigins) {
      let (sql, kind) = Self.shown(try term(column.value))
      result.append((sql, OutputColumn(name: column.name, kind: kind, origin: origin)))
    }
    return result
  }

  /// A value as the result has it.
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

// MARK: - The bound that is not the query's own

extension Lowering {
  /// Adds the bound if it is smaller than that of the query; gives it, or nil if it cannot leave out
  /// rows.
  private mutating func applyBound() -> Int? {
    guard let bound = plan.rowsMax, bound < levels[top].limit?.count ?? .max else { return nil }
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
    var counting = branch
    counting.levels = [Level()]
    counting.levels[0].groups = []
    let statement = Statement(
      query: counting, branches: [], columns: [(.aggregate("count"), "rows")])
    let (sql, bindings) = try statement.text(in: catalog)
    return CompiledQuery.CountOfRows(sql: sql, bindings: bindings)
  }
}
