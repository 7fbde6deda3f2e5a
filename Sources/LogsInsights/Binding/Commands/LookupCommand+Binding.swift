extension LookupCommand {
  func bind(to binder: inout Binder) throws {
    guard let columns = try tableColumns(in: &binder) else { return }
    let tests = try tests(in: &binder, columns)
    var found: [(alias: ColumnItem.Alias, column: PlanNode.Lookup.Column)] = []
    for output in outputs
    where isColumn(output.path, at: output.range, of: columns, in: &binder) {
      found.append(
        (output, PlanNode.Lookup.Column(column: binder.newColumn(), name: output.path.name)))
    }
    binder.add(
      .lookup(PlanNode.Lookup(table: table, keys: tests, columns: found.map(\.column))))
    for (alias, column) in found {
      let own = try currentValue(of: alias, in: &binder)
      let value = Scalar.column(column.column, ValueFacts(.text))
      binder.define(alias, as: own.map { .coalesce([value, $0]) } ?? value, mayRepeat: true)
      binder.scope.parsedColumns.add(.plain(alias.path, at: alias.range))
    }
  }

  private func tableColumns(in binder: inout Binder) throws -> [String]? {
    guard let names = binder.catalog.lookupTables else {
      binder.note(
        .noTables, at: tableRange,
        hints: [Diagnostic.Hint("name a folder of CSV files with --tables")])
      return nil
    }
    if names.contains(where: { $0.utf8.elementsEqual(table.utf8) }),
      let columns = try binder.catalog.lookupColumns(of: table)
    {
      return columns
    }
    binder.note(
      .unknownTable(table), at: tableRange,
      hints: Self.hints(for: table, among: names, "the tables are"))
    return nil
  }

  private func isColumn(
    _ path: FieldPath, at range: SourceRange, of columns: [String], in binder: inout Binder
  ) -> Bool {
    if columns.contains(where: { $0.utf8.elementsEqual(path.name.utf8) }) { return true }
    binder.note(
      .unknownTableColumn(path.name, table: table), at: range,
      hints: Self.hints(for: path.name, among: columns, "its columns are"))
    return false
  }

  private static func hints(
    for name: String, among names: [String], _ introduction: String
  ) -> [Diagnostic.Hint] {
    let meant = [Diagnostic.Hint].didYouMean(NameSuggestions.nearest(to: name, among: names))
    guard meant.isEmpty else { return meant }
    if names.isEmpty { return [Diagnostic.Hint("the folder has no CSV file")] }
    let list = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    return [Diagnostic.Hint("\(introduction): \(list)")]
  }

  /// The columns that must equal a string.
  private func tests(
    in binder: inout Binder, _ columns: [String]
  ) throws -> [PlanNode.Lookup.Key] {
    var tests: [PlanNode.Lookup.Key] = []
    for key in keys
    where isColumn(key.column, at: key.columnRange, of: columns, in: &binder) {
      let value = try binder.resolve(key.field ?? key.column, at: key.range).asText
      tests.append(PlanNode.Lookup.Key(column: key.column.name, value: value))
    }
    return tests
  }

  /// What an output's name means already; nil if nothing.
  private func currentValue(
    of output: ColumnItem.Alias, in binder: inout Binder
  ) throws -> Scalar? {
    if let value = binder.named(output.path) { return value.facts.isMissing ? nil : value }
    guard !binder.scope.isGrouped, binder.scope.join == nil, try binder.isKnown(output.path)
    else { return nil }
    let value = try binder.eventField(output.path, at: output.range)
    return value.facts.isMissing ? nil : value
  }
}
