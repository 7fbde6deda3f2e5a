extension CountFrequentCommand {
  func bind(to binder: inout Binder) throws {
    try stats.bind(to: &binder)
    guard let count = binder.named(Self.column) else { return }
    binder.add(.sort([SortKey(count, isDescending: true)]))
  }

  /// The same as a `stats`.
  private var stats: StatsCommand {
    let call = Call(name: "count", nameRange: range, arguments: [], hasStar: true)
    let count = ColumnItem(
      expression: Expression(.call(call), at: range),
      alias: ColumnItem.Alias(path: Self.column, range: range))
    let groups = fields.map {
      ColumnItem(expression: Expression(.path($0.path), at: $0.range), alias: nil)
    }
    return StatsCommand(items: [count], groups: groups, at: range)
  }
}
