import JSON

/// What an archive has none of, so that tools which look around go on (logs-api.md 2.4 and 2.5).
enum EmptyLists {
  /// The answer to an operation that lists such things; nil for any other operation.
  static func answer(to operation: String) -> JSONValue? {
    if let member = lists[operation] { return .object([.init(member, .array([]))]) }
    if ["ListTagsForResource", "ListTagsLogGroup"].contains(operation) {
      return .object([.init("tags", .object([]))])
    }
    return operation == "GetDataProtectionPolicy" ? .object([]) : nil
  }

  /// The member that holds the list, by operation.
  private static let lists = [
    "DescribeAccountPolicies": "accountPolicies",
    "DescribeExportTasks": "exportTasks",
    "DescribeFieldIndexes": "fieldIndexes",
    "DescribeIndexPolicies": "indexPolicies",
    "DescribeMetricFilters": "metricFilters",
    "DescribeResourcePolicies": "resourcePolicies",
    "DescribeSubscriptionFilters": "subscriptionFilters",
    "ListAggregateLogGroupSummaries": "aggregateLogGroupSummaries",
    "ListAnomalies": "anomalies",
    "ListLogAnomalyDetectors": "anomalyDetectors",
    "ListScheduledQueries": "scheduledQueries",
  ]
}
