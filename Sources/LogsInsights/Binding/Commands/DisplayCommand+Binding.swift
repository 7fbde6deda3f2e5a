extension DisplayCommand {
  func bind(to binder: inout Binder) throws {
    var columns: ColumnList = []
    for item in items { columns.add(try column(of: item, in: &binder)) }
    binder.scope.displayColumns = columns
    binder.scope.parsedColumns = []
  }

  private func column(
    of item: ColumnItem, in binder: inout Binder
  ) throws -> Scope.Column {
    if let path = item.plainField {
      return try binder.mention(path, at: item.expression.range)
    }
    let value = try binder.bind(item.expression)
    guard let alias = item.alias else { return binder.computedColumn(item, value) }
    binder.define(alias, as: value, mayRepeat: true)
    return .plain(alias.path, at: alias.range)
  }
}
