extension FilldownCommand {
  func bind(to binder: inout Binder) throws {
    var fields: [FieldReference] = []
    var values: [Scalar] = []
    for field in self.fields(in: binder.scope) {
      let value = try binder.resolve(field.path, at: field.range)
      if value.facts.isAbsent { continue }
      fields.append(field)
      values.append(value)
    }
    guard !values.isEmpty else { return }
    // Rows up to the next value have counted equally many values.
    let runs = values.map {
      Scalar.window(
        .count, $0, order: .rows, frame: .toRow, .integer(upTo: ValueFacts.rowsBound))
    }
    let columns = binder.addWindow(values + runs)
    let filled = zip(columns, columns.dropFirst(values.count)).map { value, run in
      // Of values there is one in each run but the first; an inner node is not one.
      let last = Scalar.window(
        .max, value.asScalar, partition: [run], value.facts.withoutField)
      return value.type == .any ? Scalar.lastOrOwn(last, value) : last
    }
    for (field, value) in zip(fields, binder.addWindow(filled)) {
      binder.replace(field.path, with: value)
    }
  }

  private func fields(in scope: Scope) -> [FieldReference] {
    let columns = scope.plainColumns
    guard !patterns.isEmpty else { return columns }
    var names: Set<FieldName> = []
    return patterns.flatMap { pattern -> [FieldReference] in
      guard pattern.isPrefix else { return [pattern.field] }
      return columns.filter { $0.path.name.utf8.starts(with: pattern.field.path.name.utf8) }
    }.filter { names.insert($0.path.key).inserted }
  }
}

extension Scalar {
  /// The last value; the row's own, which may be an inner node, where there is none.
  fileprivate static func lastOrOwn(_ last: Scalar, _ own: Scalar) -> Scalar {
    Scalar(.coalesce([last, own]), own.facts)
  }
}
