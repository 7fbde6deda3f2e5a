extension Plan {
  /// A plan of one number: how many events pass the filters before the first command that makes other rows of them.
  ///
  /// That is `recordsMatched` of the Logs API.
  package var countOfMatches: Plan { count(after: nodes.prefix(while: \.keepsEvents).count) }

  /// A plan of one number: how many events there are in the time and the selection of the query.
  ///
  /// That is `recordsScanned` of the Logs API.
  package var countOfScanned: Plan { count(after: selectionNodes) }

  /// Whether each row of the result is an event, and each event that passes the filters is a row.
  package var showsMatches: Bool { nodes.allSatisfy(\.keepsEvents) }

  /// Counts the rows that so many nodes leave.
  private func count(after nodeCount: Int) -> Plan {
    var plan = self
    let count = PlanNode.Definition(
      // Columns of queries are counted from 1.
      column: ColumnID(number: 0),
      value: Scalar(
        .call(FunctionCall(function: "count", arguments: [], period: nil, isAggregate: true)),
        .integer(upTo: ValueFacts.rowsBound)))
    plan.nodes = nodes.prefix(nodeCount) + [.aggregate(PlanNode.Aggregate(values: [count]))]
    plan.output = [Output(name: "events", value: .column(count.column, count.value.facts))]
    plan.rowsMax = nil
    plan.steps = []
    plan.warnings = []
    return plan
  }
}

extension PlanNode {
  /// Whether its rows are events, and it leaves out only those that a condition on each leaves out.
  fileprivate var keepsEvents: Bool {
    switch self {
    case .filter, .extend, .sort, .arrange, .lookup: true
    case .window, .aggregate, .limit, .unnest, .join, .summary, .fill: false
    }
  }
}
