/// Writes the levels of a compilation as one SELECT.
struct SQLGenerator {
  private var writer = SQLWriter(fields: [])
  private var planner: ConditionPlanner
  private let catalog: any FieldCatalog

  /// SQLite's own bound on a statement, where it was built with the default.
  static let lengthMax = 1_000_000

  init(catalog: any FieldCatalog) {
    planner = ConditionPlanner(fields: [], catalog: catalog)
    self.catalog = catalog
  }

  var bindings: [Binding] { writer.bindings }

  /// The statement: the last level selects, the others are common table expressions before it, and
  /// before them those of the branches.
  mutating func statement(
    of query: Branch, selecting columns: [(sql: SQLFragment, name: String)],
    besides branches: [Branch]
  ) throws -> String {
    var tables: [String] = []
    let read = Self.readColumns(of: branches, by: query, selecting: columns.map(\.sql))
    let joined = Set(([query] + branches).flatMap { $0.levels.compactMap(\.join?.branch) })
    for (number, branch) in branches.enumerated()
    where joined.contains(number) || !read[number].isEmpty {
      let name = Branch.name(number)
      let outputs = branch.levels.last?.outputs ?? []
      let columns =
        read[number].isEmpty ? [(.literal("1"), "c0")] : Self.outputs(outputs, read[number])
      let texts = try selects(of: branch, columns, prefix: name + "_")
      tables += Self.tables(texts.dropLast(), prefix: name + "_")
      // Worked out once, with an index if a join wants one.
      tables.append("\(name) AS MATERIALIZED (\n\(texts.last ?? "")\n)")
    }
    let texts = try selects(
      of: query, columns.map { ($0.sql, Self.quoted($0.name)) }, prefix: "", isWhole: true)
    tables += Self.tables(texts.dropLast(), prefix: "")
    let prefix = tables.isEmpty ? "" : "WITH " + tables.joined(separator: ",\n") + "\n"
    return prefix + (texts.last ?? "")
  }

  private static func tables(_ selects: [String], prefix: String) -> [String] {
    selects.enumerated().map { "\(name(of: $0, prefix)) AS (\n\($1)\n)" }
  }

  /// The name of a level that is not the last.
  static func name(of level: Int, _ prefix: String = "") -> String {
    "\(prefix)step\(level + 1)"
  }

  /// The SELECT of each level; the last one selects the columns.
  ///
  /// - Parameter isWhole: whether it is the query itself, so that the order of its rows matters.
  private mutating func selects(
    of query: Branch, _ columns: [(SQLFragment, String)], prefix: String, isWhole: Bool = false
  ) throws -> [String] {
    planner = ConditionPlanner(fields: query.fields, catalog: catalog)
    let levels = query.levels
    let used = Self.usedOutputs(levels, columns.map(\.0), isOrdered: isWhole)
    var texts: [String] = []
    for (index, level) in levels.enumerated() {
      let isLast = index == levels.count - 1
      let outputs = isLast ? columns : Self.outputs(of: level, used[index])
      let window = index == 0 ? Self.window(from: query.start, to: query.end) : []
      let before = index == 0 ? nil : Self.name(of: index - 1, prefix)
      let text = try select(
        level, outputs, from: before, window: window, isOrdered: isLast && isWhole)
      texts.append(text + addedRows(of: level, outputs, from: before))
    }
    return texts
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

// MARK: - Columns between levels

extension SQLGenerator {
  /// For each level, which of its outputs the next one reads.
  private static func usedOutputs(
    _ levels: [Level], _ columns: [SQLFragment], isOrdered: Bool
  ) -> [Set<Int>] {
    var used = Array(repeating: Set<Int>(), count: levels.count)
    for index in levels.indices.reversed() where index > 0 {
      let isLast = index == levels.count - 1
      let outputs = isLast ? columns : used[index].map { levels[index].outputs[$0] }
      used[index - 1] = fragments(of: levels[index], outputs, isOrdered: isLast && isOrdered)
        .reduce(into: []) { $0.formUnion($1.columns) }
    }
    return used
  }

  /// All that stands in a level's SELECT.
  private static func fragments(
    of level: Level, _ outputs: [SQLFragment], isOrdered: Bool
  ) -> [SQLFragment] {
    var fragments = outputs + (level.conditions + level.groupConditions).map(\.sql)
    fragments += level.groups ?? []
    if let join = level.join { fragments.append(join.condition) }
    fragments += level.added.map { Array($0.values.values) } ?? []
    if let list = level.elements { fragments.append(list) }
    if isOrdered || level.limit != nil { fragments += level.order.map(\.sql) }
    return fragments
  }

  /// For each branch, which of its columns are read.
  private static func readColumns(
    of branches: [Branch], by query: Branch, selecting columns: [SQLFragment]
  ) -> [Set<Int>] {
    var read = Array(repeating: Set<Int>(), count: branches.count)
    func note(_ query: Branch, _ columns: [SQLFragment], isOrdered: Bool) {
      let used = usedOutputs(query.levels, columns, isOrdered: isOrdered)
      for (index, level) in query.levels.enumerated() {
        let isLast = index == query.levels.count - 1
        let outputs = isLast ? columns : used[index].map { level.outputs[$0] }
        for fragment in fragments(of: level, outputs, isOrdered: isLast && isOrdered) {
          for it in fragment.branchColumns { read[it.branch].insert(it.column) }
        }
      }
    }
    note(query, columns, isOrdered: true)
    // A branch is read by those after it only.
    for number in branches.indices.reversed() {
      let outputs = branches[number].levels.last?.outputs ?? []
      note(branches[number], read[number].map { outputs[$0] }, isOrdered: false)
    }
    return read
  }

  /// The outputs of a level that is read by the next; at least one, since SQL wants one.
  private static func outputs(of level: Level, _ used: Set<Int>) -> [(SQLFragment, String)] {
    if used.isEmpty {
      let counts = level.groups?.isEmpty == true
      return [(counts ? .aggregate("count") : .literal("1"), "c0")]
    }
    return outputs(level.outputs, used)
  }

  private static func outputs(
    _ fragments: [SQLFragment], _ used: Set<Int>
  ) -> [(SQLFragment, String)] {
    used.sorted().map { (fragments[$0], "c\($0 + 1)") }
  }
}

// MARK: - The way to the events

extension SQLGenerator {
  private static func demand(of level: Level) -> AccessPath.Demand {
    guard let limit = level.limit, isInTime(level) else { return .all }
    return .first(limit.count)
  }

  /// Whether the rows are events in the order of time.
  private static func isInTime(_ level: Level) -> Bool {
    level.groups == nil && level.order.first?.sql == .field(Pipeline.timestampField)
  }

  /// Whether a level looks at all events: its groups or its order need them, and no condition
  /// leads to few.
  private func isScan(_ level: Level, _ outputs: [SQLFragment], isOrdered: Bool) -> Bool {
    let needsAll = level.groups != nil || isOrdered && !Self.isInTime(level)
    let hasWindow = level.conditions.contains { $0.sql.fields == [Pipeline.timestampField] }
    guard needsAll, !hasWindow, level.join == nil else { return false }
    let fragments = Self.fragments(of: level, outputs, isOrdered: isOrdered)
    let fields = fragments.reduce(into: Set<Int>()) { $0.formUnion($1.fields) }
    return planner.access.isScan(reading: columns(of: fields))
  }

  /// The columns of the events' table that fields are made of.
  private func columns(of fields: Set<Int>) -> Set<String> {
    Set(
      fields.flatMap { number -> [String] in
        let field = planner.fields[number]
        switch field.storage {
        case .plain: return [field.sql]
        case .dictionary(let dictionary): return [dictionary.idSQL]
        case .composite(let composite): return [composite.prefix.idSQL, composite.idSQL]
        }
      })
  }
}

// MARK: - One SELECT

extension SQLGenerator {
  private mutating func select(
    _ level: Level, _ outputs: [(SQLFragment, String)], from before: String?,
    window: [SQLFragment], isOrdered: Bool
  ) throws -> String {
    let demand = before == nil ? Self.demand(of: level) : nil
    let conditions = try planner.plan(all: level.conditions, for: demand)
    writer.fields = planner.fields
    let site = before.map(SQLWriter.Site.level) ?? .event
    let texts = outputs.map { writer.text($0.0, at: site) }
    let list = zip(texts, outputs).map { "\($0) AS \($1.1)" }
    var clauses = ["SELECT \(list.joined(separator: ",\n       "))"]
    let isScan =
      window.isEmpty && demand != nil && isScan(level, outputs.map(\.0), isOrdered: isOrdered)
    clauses.append("FROM \(before ?? catalog.source)" + (isScan ? " NOT INDEXED" : ""))
    if let join = level.join {
      let condition = writer.text(join.condition, at: site)
      clauses.append("\(join.kind.rawValue) \(Branch.name(join.branch)) ON \(condition)")
    }
    if let list = level.elements {
      clauses.append("JOIN json_each(\(writer.text(list, at: site))) AS item")
    }
    clauses += conjunction("WHERE", window + conditions, at: site)
    if let groups = level.groups, !groups.isEmpty {
      let keys = groups.map { Self.number(of: writer.text($0, at: site), in: texts) }
      clauses.append("GROUP BY \(keys.joined(separator: ", "))")
    }
    clauses += conjunction("HAVING", level.groupConditions.map(\.sql), at: site)
    let isOneRow = level.groups?.isEmpty == true
    if isOrdered || level.limit != nil, !isOneRow, !level.order.isEmpty {
      clauses.append("ORDER BY \(order(of: level, at: site, columns: texts))")
    }
    if let limit = level.limit {
      clauses.append("LIMIT \(limit.count)")
    } else if level.isWorkedOut {
      // SQLite puts no SELECT with a limit into the one around it.
      clauses.append("LIMIT -1")
    }
    return clauses.joined(separator: "\n")
  }

  /// The SELECT of the rows that a level adds, if it adds any.
  private mutating func addedRows(
    of level: Level, _ outputs: [(SQLFragment, String)], from source: String?
  ) -> String {
    guard let added = level.added, let source else { return "" }
    var name = source
    var table = source
    if case .emptyBins(let bins) = added.kind {
      name = "empty"
      table = "(\n\(bins.text(over: source, by: &writer))\n) AS empty"
    }
    let list = outputs.map { writer.text(added.values[$0.0] ?? .null, at: .level(name)) }
    return "\nUNION ALL\nSELECT \(list.joined(separator: ",\n       "))\nFROM \(table)"
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

  private mutating func order(
    of level: Level, at site: SQLWriter.Site, columns: [String]
  ) -> String {
    let isReversed = level.limit?.isTail == true
    let keys = level.order.map { key in
      Self.number(of: writer.text(key.sql, at: site), in: columns)
        + key.suffix(isReversed: isReversed)
    }
    return keys.joined(separator: ", ")
  }

  /// A key as the number of the column that is the same: SQLite works out a subselect each time that
  /// it is written.
  private static func number(of key: String, in columns: [String]) -> String {
    guard key.contains("SELECT "), let index = columns.firstIndex(of: key) else { return key }
    return "\(index + 1)"
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
