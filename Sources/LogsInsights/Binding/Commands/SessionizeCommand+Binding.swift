extension SessionizeCommand {
  func bind(to binder: inout Binder) throws {
    let time = try binder.resolve(FieldPath("@timestamp"), at: range).asNumber
    var keys: [Scalar] = []
    for key in self.keys {
      keys.append(try binder.resolve(key.path, at: key.range).asGroupKey)
    }
    let alias = alias ?? ColumnItem.Alias(path: FieldPath("session_id"), range: range)
    if time.facts.isMissing || keys.contains(where: \.facts.isMissing) {
      return binder.defineShown(alias, as: .missing)
    }
    let columns = binder.addWindow([start(of: keys, at: time), time] + keys)
    let session = Self.session(columns[0], at: columns[1], of: Array(columns.dropFirst(2)))
    binder.defineShown(alias, as: binder.addWindow([session])[0])
  }

  /// Whether a session other than the first one starts.
  private func start(of keys: [Scalar], at time: Scalar) -> Scalar {
    let before = Scalar.lag(time, partition: keys, order: .keys([SortKey(time)]))
    return .compare(
      .arithmetic(time, .subtract, before), .greater, .integer(maxspan.milliseconds))
  }

  /// One more than the sessions that started since the first one; events of one time share it.
  private static func session(
    _ start: Scalar, at time: Scalar, of keys: [Scalar]
  ) -> Scalar {
    let starts = Scalar.window(
      .total, start.asNumber, partition: keys, order: .keys([SortKey(time)]),
      .integer(upTo: ValueFacts.rowsBound))
    return .choice(
      .and(keys.map(Scalar.isPresent)), then: .arithmetic(starts, .add, .integer(1)),
      else: .missing)
  }
}
