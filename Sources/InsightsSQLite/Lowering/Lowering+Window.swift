import LogsInsights

extension Lowering {
  /// Adds columns that look at other rows.
  ///
  /// A window function sees the rows that its own SELECT keeps, so what follows gets a new one.
  mutating func window(_ definitions: [PlanNode.Definition]) throws {
    enterRows()
    for definition in definitions {
      define(definition.column, as: try term(definition.value))
    }
    pushLevel()
    // Read first, they stand together, in their order.
    for definition in definitions { _ = value(of: definition.column) }
  }

  /// A value worked out from several rows.
  mutating func sql(of window: Window, _ facts: ValueFacts) throws -> SQLFragment {
    let argument = try window.argument.map { try term($0) }
    var partition: [Term] = []
    for key in window.partition { partition.append(try term(key)) }
    let order: [OrderKey] =
      switch window.order {
      case .none: []
      case .rows: levels[top].order
      case .keys(let keys): try orderKeys(keys)
      }
    return .window(
      window.function, of: argument, partition: partition, order: order, frame: window.frame, facts)
  }
}
