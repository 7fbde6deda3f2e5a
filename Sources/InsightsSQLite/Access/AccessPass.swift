/// The pass that asks the archive, once for each SELECT of events, how to get at them.
///
/// It rewrites conditions on interned values to ids, and decides whether an index helps. What it
/// finds is ``Level/access``; nothing asks the archive after it.
struct AccessPass {
  private let catalog: any SQLiteCatalog

  init(_ catalog: any SQLiteCatalog) {
    self.catalog = catalog
  }

  /// - Parameter statement: one for which ``ColumnUse`` has told what is read.
  func run(on statement: inout Statement) throws {
    for number in statement.branches.indices where statement.branches[number].isRead {
      let last = statement.branches[number].levels.last
      try plan(
        &statement.branches[number], selecting: last?.readOutputs ?? [], isOrdered: false)
    }
    try plan(&statement.query, selecting: statement.columns.map(\.sql), isOrdered: true)
  }

  /// Only the first level is one of events.
  ///
  /// - Parameter isOrdered: whether the order of the last level's rows matters.
  private func plan(
    _ branch: inout Branch, selecting columns: [SQLFragment], isOrdered: Bool
  ) throws {
    guard let level = branch.levels.first else { return }
    let isLast = branch.levels.count == 1
    var planner = ConditionPlanner(
      fields: branch.fields, demand: Self.demand(of: level), in: catalog)
    let conditions = try planner.plan(all: level.conditions)
    branch.fields = planner.fields
    let fragments = level.fragments(
      isLast ? columns : level.readOutputs, isOrdered: isLast && isOrdered)
    let isScan =
      !branch.hasWindow && Self.readsAllEvents(level, isOrdered: isLast && isOrdered)
      && planner.access.isScan(reading: branch.columns(behind: fragments))
    branch.levels[0].access = Level.Access(conditions: conditions, isScan: isScan)
  }

  private static func demand(of level: Level) -> AccessPath.Demand {
    guard let limit = level.limit, isInTime(level) else { return .all }
    return .first(limit.count)
  }

  /// Whether the rows are events in the order of time.
  private static func isInTime(_ level: Level) -> Bool {
    level.groups == nil && level.order.first?.sql == .field(Lowering.timestampField)
  }

  /// Whether a level needs all events for its groups or its order.
  private static func readsAllEvents(_ level: Level, isOrdered: Bool) -> Bool {
    let needsAll = level.groups != nil || isOrdered && !isInTime(level)
    let hasWindow = level.conditions.contains { $0.sql.fields == [Lowering.timestampField] }
    return needsAll && !hasWindow && level.join == nil
  }
}

extension Branch {
  fileprivate var hasWindow: Bool { start != nil || end != nil }

  /// The columns of the events' table that SQL is made of.
  fileprivate func columns(behind fragments: [SQLFragment]) -> Set<String> {
    let numbers = fragments.reduce(into: Set<Int>()) { $0.formUnion($1.fields) }
    return Set(
      numbers.flatMap { number -> [String] in
        let field = fields[number]
        switch field.storage {
        case .plain: return [field.sql]
        case .dictionary(let dictionary): return [dictionary.idSQL]
        case .composite(let composite):
          return [composite.prefix?.idSQL, composite.idSQL].compactMap(\.self)
        }
      })
  }
}
