/// Writes the levels of a compilation as one SELECT.
struct SQLGenerator {
  private var writer: SQLWriter
  private var planner: ConditionPlanner
  private let catalog: any FieldCatalog

  /// SQLite's own bound on a statement, where it was built with the default.
  static let lengthMax = 1_000_000

  init(fields: [Field], catalog: any FieldCatalog) {
    writer = SQLWriter(fields: fields)
    planner = ConditionPlanner(fields: fields, catalog: catalog)
    self.catalog = catalog
  }

  var bindings: [Binding] { writer.bindings }

  /// The statement: the last level selects, the others are common table expressions before it.
  mutating func statement(
    _ levels: [Level], selecting columns: [(sql: SQLFragment, name: String)], from start: Int64?,
    to end: Int64?
  ) throws -> String {
    let used = Self.usedOutputs(levels, columns.map(\.sql))
    let window = Self.window(from: start, to: end)
    var steps: [String] = []
    for (index, level) in levels.enumerated() {
      let isLast = index == levels.count - 1
      let outputs =
        isLast
        ? columns.map { ($0.sql, Self.quoted($0.name)) }
        : Self.outputs(of: level, used[index])
      let text = try select(
        level, outputs, at: index, window: index == 0 ? window : [], isLast: isLast)
      if isLast {
        let prefix = steps.isEmpty ? "" : "WITH " + steps.joined(separator: ",\n") + "\n"
        return prefix + text
      }
      steps.append("\(Self.name(of: index)) AS (\n\(text)\n)")
    }
    return ""
  }

  private static func name(of level: Int) -> String { "step\(level + 1)" }

  private static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

// MARK: - Columns between levels

extension SQLGenerator {
  /// For each level, which of its outputs the next one reads.
  private static func usedOutputs(_ levels: [Level], _ columns: [SQLFragment]) -> [Set<Int>] {
    var used = Array(repeating: Set<Int>(), count: levels.count)
    for index in levels.indices.reversed() where index > 0 {
      let level = levels[index]
      var fragments = (level.conditions + level.groupConditions).map(\.sql)
      fragments += level.groups ?? []
      let isLast = index == levels.count - 1
      fragments += isLast ? columns : used[index].map { level.outputs[$0] }
      if isLast || level.limit != nil { fragments += level.order.map(\.sql) }
      used[index - 1] = fragments.reduce(into: []) { $0.formUnion($1.columns) }
    }
    return used
  }

  /// The outputs of a level that is read by the next; at least one, since SQL wants one.
  private static func outputs(of level: Level, _ used: Set<Int>) -> [(SQLFragment, String)] {
    if used.isEmpty {
      let counts = level.groups?.isEmpty == true
      return [(counts ? .aggregate("count") : .literal("1"), "c0")]
    }
    return used.sorted().map { (level.outputs[$0], "c\($0 + 1)") }
  }
}

// MARK: - One SELECT

extension SQLGenerator {
  private mutating func select(
    _ level: Level, _ outputs: [(SQLFragment, String)], at index: Int, window: [SQLFragment],
    isLast: Bool
  ) throws -> String {
    let conditions = try planner.plan(all: level.conditions, areOfEvents: index == 0)
    writer.fields = planner.fields
    let site: SQLWriter.Site = index == 0 ? .event : .level(Self.name(of: index - 1))
    let list = outputs.map { "\(writer.text($0, at: site)) AS \($1)" }
    var clauses = ["SELECT \(list.joined(separator: ",\n       "))"]
    clauses.append("FROM \(index == 0 ? catalog.source : Self.name(of: index - 1))")
    clauses += conjunction("WHERE", window + conditions, at: site)
    if let groups = level.groups, !groups.isEmpty {
      clauses.append("GROUP BY \(writer.list(groups, at: site))")
    }
    clauses += conjunction("HAVING", level.groupConditions.map(\.sql), at: site)
    let isOneRow = level.groups?.isEmpty == true
    if isLast || level.limit != nil, !isOneRow, !level.order.isEmpty {
      clauses.append("ORDER BY \(order(of: level, at: site))")
    }
    if let limit = level.limit { clauses.append("LIMIT \(limit.count)") }
    return clauses.joined(separator: "\n")
  }

  private mutating func conjunction(
    _ word: String, _ conditions: [SQLFragment], at site: SQLWriter.Site
  ) -> [String] {
    guard !conditions.isEmpty else { return [] }
    // Few conditions stand one a line; many in groups, which keep the expression shallow.
    if conditions.count > 30 { return ["\(word) \(writer.text(.and(conditions), at: site))"] }
    let texts = conditions.map { condition in
      let text = writer.text(condition, at: site)
      return condition.strength == .or && conditions.count > 1 ? "(\(text))" : text
    }
    return ["\(word) \(texts.joined(separator: "\n  AND "))"]
  }

  private mutating func order(of level: Level, at site: SQLWriter.Site) -> String {
    let isReversed = level.limit?.isTail == true
    let keys = level.order.map { key in
      let collation = key.isNatural ? " COLLATE \(SQLFunction.collation)" : ""
      let direction = key.isDescending != isReversed ? " DESC" : ""
      return writer.text(key.sql, at: site) + collation + direction
    }
    return keys.joined(separator: ", ")
  }

  private static func window(from start: Int64?, to end: Int64?) -> [SQLFragment] {
    let time = SQLFragment.field(Pipeline.timestampField)
    switch (start, end) {
    case (nil, nil): return []
    case (let start?, nil):
      return [.infix(time, ">=", .constant(.integer(start)), .comparison)]
    case (nil, let end?):
      return [.infix(time, "<=", .constant(.integer(end)), .comparison)]
    case (let start?, let end?):
      return [.between(time, .constant(.integer(start)), .constant(.integer(end)))]
    }
  }
}

extension SQLWriter {
  fileprivate mutating func list(_ fragments: [SQLFragment], at site: Site) -> String {
    fragments.map { text($0, at: site) }.joined(separator: ", ")
  }
}
