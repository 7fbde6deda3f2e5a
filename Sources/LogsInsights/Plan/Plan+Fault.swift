extension Plan {
  /// What is wrong with the plan itself, so that no engine could render it; nil if nothing is.
  ///
  /// Fields have numbers that the plan has, columns are defined before they are used and once in the
  /// whole plan, window functions stand in window nodes and aggregate functions in aggregate nodes.
  package var fault: String? {
    var checker = PlanChecker(fieldCount: fields.count)
    for node in nodes {
      if let fault = checker.fault(in: node) { return fault }
    }
    return output.lazy.compactMap { [checker] in checker.fault(in: $0.value) }.first
  }
}

/// Walks the nodes of a plan and knows the columns so far.
private struct PlanChecker {
  let fieldCount: Int
  private var columns: Set<ColumnID> = []

  /// What may stand in a scalar besides what may stand anywhere.
  private enum Place {
    case row, window, aggregate
  }

  init(fieldCount: Int) {
    self.fieldCount = fieldCount
  }

  mutating func fault(in node: PlanNode) -> String? {
    switch node {
    case .filter(let condition): return fault(in: condition)
    case .extend(let definitions): return define(definitions, .row)
    case .window(let definitions): return define(definitions, .window)
    case .aggregate(let aggregate):
      return define(aggregate.keys, .row) ?? define(aggregate.values, .aggregate)
    case .sort(let keys), .arrange(let keys): return fault(in: keys.map(\.value), .row)
    case .limit(let count, _): return count < 0 ? "a limit of \(count)" : nil
    case .unnest(let unnest):
      return fault(in: unnest.list) ?? add(unnest.element) ?? add(unnest.isElement)
    case .join(let join): return fault(in: join)
    case .lookup(let lookup):
      return fault(in: lookup.keys.map(\.value), .row)
        ?? add(lookup.columns.map(\.column))
    case .summary(let columns):
      return fault(in: columns.flatMap { [$0.shown, $0.number] }, .row)
        ?? add(columns.map(\.column))
    case .fill(let fill):
      return fault(in: [fill.bin] + fill.keys, .row) ?? add(fill.isAdded)
    }
  }

  private mutating func fault(in join: PlanNode.Join) -> String? {
    if let fault = join.plan.fault { return fault }
    var other = PlanChecker(fieldCount: join.plan.fields.count)
    for node in join.plan.nodes {
      if let fault = other.fault(in: node) { return fault }
    }
    for definition in join.columns {
      if let fault = other.fault(in: definition.value) ?? add(definition.column) { return fault }
    }
    return fault(in: join.condition)
  }

  private mutating func define(
    _ definitions: [PlanNode.Definition], _ place: Place
  ) -> String? {
    for definition in definitions {
      if let fault = fault(in: definition.value, place) ?? add(definition.column) { return fault }
    }
    return nil
  }

  private mutating func add(_ columns: [ColumnID]) -> String? {
    for column in columns {
      if let fault = add(column) { return fault }
    }
    return nil
  }

  private mutating func add(_ column: ColumnID) -> String? {
    columns.insert(column).inserted ? nil : "column \(column.number) is defined twice"
  }

  private func fault(in scalars: [Scalar], _ place: Place) -> String? {
    scalars.lazy.compactMap { fault(in: $0, place) }.first
  }

  func fault(in scalar: Scalar) -> String? { fault(in: scalar, .row) }

  private func fault(in scalar: Scalar, _ place: Place) -> String? {
    var inner = place
    switch scalar.kind {
    case .field(let number) where number >= fieldCount: return "there is no field \(number)"
    case .column(let column) where !columns.contains(column):
      return "column \(column.number) is used before it is defined"
    case .window:
      guard place == .window else { return "a window function outside of a window node" }
      inner = .row
    case .call(let call) where call.isAggregate:
      guard place == .aggregate else { return "\(call.function) outside of an aggregate node" }
      inner = .row
    case .isInResult(_, let plan):
      if let fault = plan.fault { return fault }
      if plan.output.count != 1 { return "a subquery of \(plan.output.count) columns" }
    default: break
    }
    return fault(in: scalar.children, inner)
  }
}
