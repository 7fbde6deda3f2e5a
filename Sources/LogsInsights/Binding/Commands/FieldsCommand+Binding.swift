extension FieldsCommand {
  func bind(to binder: inout Binder) throws {
    for item in items { try add(item, to: &binder) }
  }

  private func add(_ item: ColumnItem, to binder: inout Binder) throws {
    if let path = item.plainField {
      if binder.scope.parsed.contains(path.key) {
        binder.noteDefined(ColumnItem.Alias(path: path, range: item.expression.range))
      }
      if binder.scope.names[path.key] == nil { binder.scope.selected.insert(path.key) }
      let column = try binder.mention(path, at: item.expression.range)
      binder.scope.fieldColumns.add(column)
      return
    }
    let value = try binder.bind(item.expression)
    guard let alias = item.alias else {
      binder.scope.fieldColumns.add(binder.computedColumn(item, value))
      return
    }
    if binder.scope.selected.contains(alias.path.key) { binder.noteDefined(alias) }
    binder.define(alias, as: value)
    binder.scope.fieldColumns.add(.plain(alias.path, at: alias.range))
  }
}
