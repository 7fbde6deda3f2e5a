import LogsInsights

/// The SELECTs that the nodes of a plan become: one node after the other adds to the current one or
/// starts one that reads from it.
struct Lowering {
  let plan: Plan
  let catalog: any SQLiteCatalog
  /// The event's fields that the plan uses; ``SQLFragment`` refers to them by number.
  private(set) var fields: [StoredField]
  var levels: [Level]
  /// The plans that this one reads; a nested plan sees and extends the same list.
  private(set) var branches: [Branch]
  /// For each number of nodes, the level on which so many have left the rows.
  private(set) var levelsAfter = [0]
  /// The terms of the plan's fields, on the first level.
  private var fieldTerms: [Term] = []
  /// The columns so far, each in the terms of a level.
  private var columns: [ColumnID: (term: Term, level: Int)] = [:]

  /// The numbers of the three fields that every query has.
  static let timestampField = 0
  private static let tieBreakField = 1
  private static let eventField = 2

  init(
    _ plan: Plan, in catalog: any SQLiteCatalog, besides branches: [Branch] = []
  ) throws {
    self.plan = plan
    self.catalog = catalog
    self.branches = branches
    fields = [
      StoredField(sql: catalog.timestamp, kind: .timestamp),
      StoredField(sql: catalog.tieBreak, kind: .text),
      StoredField(sql: catalog.event, kind: .integer),
    ]
    var base = Level()
    var tieBreak = Self.tieBreakField
    if catalog.tieBreakKey != catalog.tieBreak {
      tieBreak = fields.count
      fields.append(StoredField(sql: catalog.tieBreakKey, kind: .any))
    }
    base.basicOrder = [
      OrderKey(.field(Self.timestampField), isDescending: true), OrderKey(.field(tieBreak)),
    ]
    levels = [base]
    for field in plan.fields { fieldTerms.append(try term(of: field)) }
    for node in plan.nodes {
      try add(node)
      levelsAfter.append(top)
    }
  }

  /// The number of the current level.
  var top: Int { levels.count - 1 }

  /// Whether the rows of the current level are one group of all.
  var isOneGroup: Bool { levels[top].groups?.isEmpty == true }

  /// The plan's rows, as something that another plan can read.
  var branch: Branch {
    Branch(fields: fields, levels: levels, start: plan.start, end: plan.end)
  }

  /// Takes over a nested plan as a branch, and gives its number.
  mutating func adopt(_ inner: Lowering) -> Int {
    branches = inner.branches
    branches.append(inner.branch)
    return branches.count - 1
  }

  private mutating func add(_ node: PlanNode) throws {
    switch node {
    case .filter(let condition): try filter(condition)
    case .extend(let definitions): try extend(definitions)
    case .window(let definitions): try window(definitions)
    case .aggregate(let aggregate): try add(aggregate)
    case .sort(let keys): try sort(keys)
    case .arrange(let keys): try arrange(keys)
    case .limit(let count, let fromEnd): limit(count, fromEnd: fromEnd)
    case .unnest(let unnest): try add(unnest)
    case .join(let join): try add(join)
    case .lookup(let lookup): try add(lookup)
    case .summary(let columns): try add(columns)
    case .fill(let fill): try add(fill)
    }
  }
}

// MARK: - Columns

extension Lowering {
  /// Gives a column its value, in the terms of the current level.
  mutating func define(_ column: ColumnID, as term: Term) {
    columns[column] = (term, top)
  }

  /// The value of a column, as the current level sees it.
  mutating func value(of column: ColumnID) -> Term {
    guard let (term, level) = columns[column] else {
      preconditionFailure("column \(column.number) is used before it is defined")
    }
    let value = lift(term, from: level)
    columns[column] = (value, top)
    return value
  }
}

// MARK: - Fields of events

extension Lowering {
  /// The value of a field of the plan, as the current level sees it.
  mutating func value(ofField number: Int) -> Term { lift(fieldTerms[number], from: 0) }

  /// The number of the event that a row is of.
  mutating func eventNumber() -> SQLFragment {
    lift(Term(.field(Self.eventField), .number), from: 0).sql
  }

  private mutating func term(of field: EventField) throws -> Term {
    if field.path.name == "@timestamp" { return term(ofStored: Self.timestampField) }
    let stored =
      field.isPattern
      ? try catalog.storedPattern(of: field.path) : try catalog.storedField(field.path)
    guard let stored else { return .missing }
    fields.append(stored)
    return term(ofStored: fields.count - 1)
  }

  private func term(ofStored number: Int) -> Term {
    let field = fields[number]
    // What is known of it comes with the scalars.
    var term = Term(.field(number), .any)
    term.field = number
    term.eventCall = field.eventFunction.map {
      Term.EventCall(function: $0, event: .literal(catalog.event))
    }
    if field.numberSQL != nil { term.numberKey = .fieldNumber(number) }
    switch field.storage {
    case .dictionary(let dictionary) where dictionary.isDistinct:
      term.key = .fieldID(number)
      term.presenceKey = .fieldID(number)
    case .composite(let composite):
      term.presenceKey = .fieldID(number)
      if composite.prefix == nil { term.key = .fieldID(number) }
    case .dictionary, .plain: break
    }
    return term
  }
}

// MARK: - Limits of SQLite

extension Lowering {
  /// An error about the command whose node is at work.
  func fault(_ reason: Diagnostic.Reason, hints: [Diagnostic.Hint] = []) -> QueryError {
    let node = levelsAfter.count - 1
    let step = plan.steps.first { $0.nodes.contains(node) }
    let range = step?.range ?? plan.source.range
    return QueryError(
      plan.warnings + [Diagnostic(reason, at: range, hints: hints)], in: plan.source)
  }
}
