extension FillmissingCommand {
  func bind(to binder: inout Binder) throws {
    guard let made = binder.scope.bins else {
      binder.note(
        .fillWithoutBins, at: range,
        hints: [
          Diagnostic.Hint("put it after stats that groups by one bin, as in stats … by bin(1h)")
        ])
      return
    }
    let bins = unified(made, in: &binder)
    binder.scope.bins = bins
    let isAdded = binder.newColumn()
    binder.add(
      .fill(
        PlanNode.Fill(
          bin: bins.bin, rounding: bins.rounding, offset: bins.offset, keys: bins.keys,
          isAdded: isAdded)))
    let groups = ([bins.bin] + bins.keys).compactMap(\.columnID)
    for filling in fillings {
      let path = filling.field.path
      let own = try binder.resolve(path, at: filling.field.range)
      if let column = own.columnID, groups.contains(column) {
        binder.note(.fillOfGroup(path.name), at: filling.field.range)
        continue
      }
      let value = try binder.bind(filling.value)
      binder.replace(
        path, with: .choice(.column(isAdded, ValueFacts(.boolean)), then: value, else: own))
    }
  }

  /// The bins with keys that are the same wherever they print the same: a group has the same value in
  /// every bin, though it may be a number in one and a text in another.
  private func unified(_ bins: Scope.Bins, in binder: inout Binder) -> Scope.Bins {
    guard bins.keys.contains(where: { $0.type == .any }) else { return bins }
    let values = binder.addWindow(bins.keys.map(Self.unified))
    var result = bins
    result.keys = values
    for (name, value) in binder.scope.names {
      guard let column = value.columnID,
        let key = bins.keys.firstIndex(where: { $0.columnID == column })
      else { continue }
      binder.scope.names[name] = values[key]
    }
    return result
  }

  private static func unified(_ key: Scalar) -> Scalar {
    guard key.type == .any else { return key }
    return .window(.max, key, partition: [key.asText], key.facts)
  }
}

extension Scalar {
  /// The column, if the scalar is nothing else.
  fileprivate var columnID: ColumnID? {
    if case .column(let id) = kind { id } else { nil }
  }
}
