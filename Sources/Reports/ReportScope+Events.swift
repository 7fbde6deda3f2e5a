package import LogsInsights

extension ReportRunner {
  /// What an event must be to belong to a scope, for queries that look at the stops that reports look at.
  ///
  /// - Throws: `ReportError` for a name that the archive does not have.
  package func eventTests(of scope: ReportScope) throws -> [EventSelection.Test] {
    let ids = try ScopeIDs(scope, connection)
    var tests: [EventSelection.Test] = []
    if let clusters = ids.clusters {
      tests.append(
        .init(
          "detail.clusterArn", oneOf: ids.clusterARNs,
          orMissing: clusters.contains { $0 == nil }))
    }
    if let groups = ids.groups {
      tests.append(
        .init("detail.group", oneOf: ids.groupNames, orMissing: groups.contains { $0 == nil }))
    }
    return tests
  }
}
