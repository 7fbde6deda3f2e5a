import LogsInsights

extension Lowering {
  /// Adds columns of the first line of a table that matches.
  mutating func add(_ lookup: PlanNode.Lookup) throws {
    // The value of an aggregate function cannot be looked for among other rows.
    if isGrouped { pushLevel() }
    guard
      let table = try catalog.lookupTable(
        named: lookup.table, by: lookup.keys.map(\.column))
    else { throw fault(.unknownTable(lookup.table)) }
    var tests: [SQLFragment] = []
    for key in lookup.keys {
      let column = try self.column(key.column, of: table, lookup)
      tests.append(.infix(.literal(column), "=", try term(key.value).sql, .comparison))
    }
    for definition in lookup.columns {
      let column = try self.column(definition.name, of: table, lookup)
      let value = SQLFragment.first(
        column, from: "\(table.source) AS \(Self.alias)", where: .and(tests))
      define(definition.column, as: Term(value, .text))
    }
  }

  private static let alias = "l"

  private func column(
    _ name: String, of table: LookupTable, _ lookup: PlanNode.Lookup
  ) throws -> String {
    guard let column = table.column(name) else {
      throw fault(.unknownTableColumn(name, table: lookup.table))
    }
    return "\(Self.alias).\(column)"
  }
}
