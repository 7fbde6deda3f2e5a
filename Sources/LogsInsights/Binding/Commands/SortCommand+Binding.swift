extension SortCommand {
  func bind(to binder: inout Binder) throws {
    binder.noteOrderCommand("sort", at: range)
    var sortKeys: [SortKey] = []
    for key in keys {
      guard let value = try Self.value(of: key, in: &binder), !value.facts.isMissing else {
        continue
      }
      sortKeys.append(SortKey(value, isDescending: key.isDescending))
    }
    binder.add(.sort(sortKeys))
  }

  /// The value to sort by; nil, with a warning, if stats did not produce it.
  private static func value(of key: Key, in binder: inout Binder) throws -> Scalar? {
    if let value = binder.named(key.path) { return value }
    guard binder.scope.isGrouped else {
      return try binder.eventField(key.path, at: key.range)
    }
    let names = binder.scope.names.keys.sorted().map(\.text)
    let nearest = NameSuggestions.nearest(to: key.path.name, among: names)
    binder.note(.sortKeyLost(key.path.name), at: key.range, hints: .didYouMean(nearest))
    return nil
  }
}
