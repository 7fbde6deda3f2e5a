extension Plan {
  /// A plan of one number: how many events pass the filters before the first command that makes other rows of them.
  ///
  /// That is `recordsMatched` of the Logs API.
  package var countOfMatches: Plan { count(after: nodes.prefix(while: \.keepsEvents).count) }

  /// A plan of one number: how many events there are in the time and the selection of the query.
  ///
  /// That is `recordsScanned` of the Logs API.
  package var countOfScanned: Plan { count(after: selectionNodes) }

  /// Whether the query leaves out no event before the first command that makes other rows of them, besides those that
  /// the caller does not ask about.
  package var matchesAll: Bool {
    nodes.prefix(while: \.keepsEvents).dropFirst(selectionNodes).allSatisfy { node in
      if case .filter = node { false } else { true }
    }
  }

  /// Whether each row of the result is an event, and each event that passes the filters is a row.
  package var showsMatches: Bool { nodes.allSatisfy(\.keepsEvents) }

  /// A plan of the events that ``countOfMatches`` counts, by equal steps of time and by one of their fields: when a
  /// step begins in milliseconds since 1970, the field, and how many.
  ///
  /// - Parameters:
  ///   - length: that of a step, in milliseconds.
  ///   - origin: where one of the steps begins.
  package func countsOfMatches(
    every length: Int64, from origin: Int64, by field: EventField
  ) -> Plan? {
    guard let rounding = TimeRounding(count: length, unit: .milliseconds) else { return nil }
    let matches = nodes.prefix(while: \.keepsEvents).count
    var plan = count(after: matches)
    let number = plan.fields.firstIndex(of: field) ?? plan.fields.count
    if number == plan.fields.count { plan.fields.append(field) }
    let start = Scalar(
      .call(
        FunctionCall(
          function: "bin",
          arguments: [Scalar(.field(0), EventField.timestamp.facts), .integer(origin)],
          period: rounding, isAggregate: false)), EventField.timestamp.facts)
    let keys = [
      PlanNode.Definition(column: ColumnID(number: -1), value: start),
      PlanNode.Definition(
        column: ColumnID(number: -2), value: Scalar(.field(number), field.facts)),
    ]
    guard case .aggregate(var aggregate)? = plan.nodes.last else { return nil }
    aggregate.keys = keys
    plan.nodes[plan.nodes.count - 1] = .aggregate(aggregate)
    let shown = keys.map { Scalar.column($0.column, $0.value.facts) }
    plan.output =
      [
        Output(name: "start", value: shown[0].asNumber),
        Output(name: field.path.name, value: shown[1]),
      ] + plan.output
    return plan
  }

  /// The commands before the first that makes other rows of the events, in their canonical layout.
  package var matchingSteps: [String] {
    let count = nodes.prefix(while: \.keepsEvents).count
    return steps.prefix { $0.nodes.upperBound <= count }.map(\.text)
  }

  /// Counts the rows that so many nodes leave.
  private func count(after nodeCount: Int) -> Plan {
    var plan = self
    let count = PlanNode.Definition(
      // Columns of queries are counted from 1.
      column: ColumnID(number: 0),
      value: Scalar(
        .call(FunctionCall(function: "count", arguments: [], period: nil, isAggregate: true)),
        .integer(upTo: ValueFacts.rowsBound)))
    // The order of what is counted does not matter.
    let counted = nodes.prefix(nodeCount).filter { !$0.isOrder }
    plan.nodes = counted + [.aggregate(PlanNode.Aggregate(values: [count]))]
    plan.output = [Output(name: "events", value: .column(count.column, count.value.facts))]
    plan.rowsMax = nil
    plan.steps = []
    plan.warnings = []
    return plan
  }
}

extension PlanNode {
  /// Whether it only gives its rows an order.
  fileprivate var isOrder: Bool {
    switch self {
    case .sort, .arrange: true
    default: false
    }
  }

  /// Whether its rows are events, and it leaves out only those that a condition on each leaves out.
  fileprivate var keepsEvents: Bool {
    switch self {
    case .filter, .extend, .sort, .arrange, .lookup: true
    case .window, .aggregate, .limit, .unnest, .join, .summary, .fill: false
    }
  }
}
