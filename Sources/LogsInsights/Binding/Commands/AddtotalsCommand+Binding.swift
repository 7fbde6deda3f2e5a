extension AddtotalsCommand {
  func bind(to binder: inout Binder) throws {
    var summed: [(path: FieldPath, value: Scalar)] = []
    for field in fields.isEmpty ? binder.scope.plainColumns : fields {
      let value = try binder.resolve(field.path, at: field.range)
      if value.facts.isMissing
        || fields.isEmpty && value.type != .number && value.type != .any
      {
        continue
      }
      summed.append((field.path, value))
    }
    if hasColumn {
      let sum = binder.keep(Self.sum(of: summed.map(\.value.asNumber)))
      binder.defineShown(total, as: sum)
      if !sum.facts.isMissing { summed.append((total.path, sum)) }
    }
    if hasRow { addSummary(of: summed, to: &binder) }
  }

  /// The sum of those that are numbers; missing if none is.
  private static func sum(of numbers: [Scalar]) -> Scalar {
    guard let first = numbers.first else { return .missing }
    let zero = Scalar.real(0)
    let sum = numbers.dropFirst().reduce(Scalar.coalesce([first, zero])) {
      .arithmetic($0, .add, .coalesce([$1, zero]))
    }
    return .choice(.or(numbers.map(Scalar.isPresent)), then: sum, else: .missing)
  }

  private func addSummary(
    of summed: [(path: FieldPath, value: Scalar)], to binder: inout Binder
  ) {
    let columns = summed.map { _, value in
      PlanNode.Summary(
        column: binder.newColumn(), shown: value.asAny, number: value.asNumber)
    }
    binder.add(.summary(columns))
    for ((path, _), column) in zip(summed, columns) {
      binder.replace(path, with: .column(column.column, column.shown.facts))
    }
  }
}
