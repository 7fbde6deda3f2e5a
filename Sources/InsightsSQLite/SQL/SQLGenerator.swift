import LogsInsights

/// Writes the SELECTs of a statement as text.
///
/// It decides nothing: what is read and how rows are found, the passes before it have said.
struct SQLGenerator {
  private let source: String
  private var writer = SQLWriter(fields: [])

  /// - Parameter source: the SQL after FROM that gives the events.
  init(source: String) {
    self.source = source
  }

  var bindings: [Binding] { writer.bindings }

  /// The statement: the last level selects, the others are common table expressions before it, and
  /// before them those of the branches.
  mutating func text(of statement: Statement) -> String {
    var tables: [String] = []
    for (number, branch) in statement.branches.enumerated() where branch.isRead {
      tables += self.tables(of: branch, named: Branch.name(number))
    }
    let columns = statement.columns.map { Column(sql: $0.sql, name: Self.quoted($0.name)) }
    let texts = selects(of: statement.query, columns, prefix: "", isWhole: true)
    tables += Self.tables(texts.dropLast(), prefix: "")
    let prefix = tables.isEmpty ? "" : "WITH " + tables.joined(separator: ",\n") + "\n"
    return prefix + (texts.last ?? "")
  }

  /// The common table expressions of a branch.
  private mutating func tables(of branch: Branch, named name: String) -> [String] {
    let outputs = branch.levels.last.map(Self.outputs) ?? []
    let columns = outputs.isEmpty ? [Column(sql: .literal("1"), name: "c0")] : outputs
    let texts = selects(of: branch, columns, prefix: name + "_")
    // Worked out once, with an index if a join wants one.
    return Self.tables(texts.dropLast(), prefix: name + "_")
      + ["\(name) AS MATERIALIZED (\n\(texts.last ?? "")\n)"]
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
    of query: Branch, _ columns: [Column], prefix: String, isWhole: Bool = false
  ) -> [String] {
    writer.fields = query.fields
    var texts: [String] = []
    for (index, level) in query.levels.enumerated() {
      let isLast = index == query.levels.count - 1
      let outputs = isLast ? columns : Self.neededOutputs(of: level)
      let window = index == 0 ? Self.window(from: query.start, to: query.end) : []
      let before = index == 0 ? nil : Self.name(of: index - 1, prefix)
      let text = select(
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

// MARK: - Columns

extension SQLGenerator {
  /// A value and its name in the SELECT.
  private struct Column {
    let sql: SQLFragment
    let name: String
  }

  /// The outputs of a level that is read by the next; at least one, since SQL wants one.
  private static func neededOutputs(of level: Level) -> [Column] {
    guard level.read.isEmpty else { return outputs(of: level) }
    let isOneGroup = level.groups?.isEmpty == true
    return [Column(sql: isOneGroup ? .aggregate("count") : .literal("1"), name: "c0")]
  }

  private static func outputs(of level: Level) -> [Column] {
    level.read.map { Column(sql: level.outputs[$0], name: "c\($0 + 1)") }
  }
}

// MARK: - One SELECT

extension SQLGenerator {
  private mutating func select(
    _ level: Level, _ outputs: [Column], from before: String?, window: [SQLFragment],
    isOrdered: Bool
  ) -> String {
    let site = before.map(SQLWriter.Site.level) ?? .event
    let texts = outputs.map { writer.text($0.sql, at: site) }
    let list = zip(texts, outputs).map { "\($0) AS \($1.name)" }
    var clauses = ["SELECT \(list.joined(separator: ",\n       "))"]
    let isScan = level.access?.isScan == true
    clauses.append("FROM \(before ?? source)" + (isScan ? " NOT INDEXED" : ""))
    if let join = level.join {
      let condition = writer.text(join.condition, at: site)
      clauses.append("\(join.kind.rawValue) \(Branch.name(join.branch)) ON \(condition)")
    }
    if let list = level.elements {
      clauses.append("JOIN json_each(\(writer.text(list, at: site))) AS item")
    }
    let conditions = level.access?.conditions ?? level.conditions.map(\.sql)
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
    of level: Level, _ outputs: [Column], from source: String?
  ) -> String {
    guard let added = level.added, let source else { return "" }
    var name = source
    var table = source
    if case .emptyBins(let bins) = added.kind {
      name = "empty"
      table = "(\n\(bins.text(over: source, by: &writer))\n) AS empty"
    }
    let list = outputs.map { writer.text(added.values[$0.sql] ?? .null, at: .level(name)) }
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
    let time = SQLFragment.field(Lowering.timestampField)
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
