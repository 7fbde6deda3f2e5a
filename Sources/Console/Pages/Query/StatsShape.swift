import LogsInsights

/// What the columns of a query that ends in `stats` are: times, groups and values.
struct StatsShape {
  struct Bin {
    /// The place of the column.
    let index: Int
    let rounding: TimeRounding
    /// By how many milliseconds its boundaries are moved.
    let offset: Int64
  }

  struct Value {
    /// The place of the column.
    let index: Int
    /// Whether values of different groups can be added up.
    let isSum: Bool
  }

  /// What the rows are grouped by that is a step of time; nil without.
  let bin: Bin?
  /// The places of the columns of what else they are grouped by.
  let groups: [Int]
  private(set) var values: [Value]

  /// Nil if the rows are not those of groups.
  init?(_ plan: Plan) {
    guard
      let aggregate = plan.nodes.lazy.reversed().compactMap({ node -> PlanNode.Aggregate? in
        if case .aggregate(let aggregate) = node { aggregate } else { nil }
      }).first
    else { return nil }
    let keys = Dictionary(
      aggregate.keys.map { ($0.column, $0.value) }, uniquingKeysWith: { $1 })
    let sums = Dictionary(
      aggregate.values.map { ($0.column, $0.value) }, uniquingKeysWith: { $1 })
    var bin: Bin?
    var groups: [Int] = []
    var values: [Value] = []
    for (index, output) in plan.output.enumerated() {
      guard case .column(let column) = output.value.kind else { continue }
      if let key = keys[column] {
        if bin == nil, let found = Bin(index, key, in: plan) {
          bin = found
        } else {
          groups.append(index)
        }
      } else if let value = sums[column] {
        values.append(Value(index: index, isSum: Self.isSum(value)))
      }
    }
    guard !values.isEmpty, bin != nil || !groups.isEmpty else { return nil }
    self.bin = bin
    self.groups = groups
    self.values = values
  }

  func with(values: [Value]) -> StatsShape {
    var shape = self
    shape.values = values
    return shape
  }

  private static func isSum(_ value: Scalar) -> Bool {
    guard case .call(let call) = value.kind else { return false }
    return ["count", "sum"].contains(call.function)
  }
}

extension StatsShape.Bin {
  /// Nil for a value that is no step of time.
  fileprivate init?(_ index: Int, _ value: Scalar, in plan: Plan) {
    var value = value
    if case .column(let column) = value.kind, let computed = plan.computed(column) {
      value = computed
    }
    guard case .call(let call) = value.kind, ["bin", "datefloor"].contains(call.function),
      let rounding = call.period
    else { return nil }
    self.index = index
    self.rounding = rounding
    if call.arguments.count > 1, case .literal(.integer(let offset)) = call.arguments[1].kind {
      self.offset = offset
    } else {
      offset = 0
    }
  }
}

extension Plan {
  /// The value of a column that is computed row by row.
  fileprivate func computed(_ column: ColumnID) -> Scalar? {
    for case .extend(let definitions) in nodes {
      if let definition = definitions.first(where: { $0.column == column }) {
        return definition.value
      }
    }
    return nil
  }
}
