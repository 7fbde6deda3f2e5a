extension AutoregressCommand {
  func bind(to binder: inout Binder) throws {
    let value = try binder.resolve(field.path, at: field.range)
    let before = distances.map { Scalar.lag(value, $0, order: .rows) }
    for (distance, column) in zip(distances, binder.addWindow(before)) {
      binder.defineShown(name(of: distance), as: column)
    }
  }

  private func name(of distance: Int) -> ColumnItem.Alias {
    guard let alias else { return field.alias("_p\(distance)") }
    if distances.count == 1 { return alias }
    return FieldReference(path: alias.path, range: alias.range).alias("_p\(distance)")
  }
}
