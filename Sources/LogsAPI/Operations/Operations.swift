/// The operations that the server answers, by name.
enum Operations {
  /// In the order of the API's reference.
  static let all: [any Operation.Type] = [
    // Queries.
    StartQuery.self, GetQueryResults.self, StopQuery.self, DescribeQueries.self,
    ListLogGroupsForQuery.self,
    // Events.
    FilterLogEvents.self, GetLogEvents.self, GetLogRecord.self, TestMetricFilter.self,
    // Groups, streams, fields.
    DescribeLogGroups.self, ListLogGroups.self, DescribeLogStreams.self, GetLogGroupFields.self,
    // Saved queries.
    DescribeQueryDefinitions.self, PutQueryDefinition.self, DeleteQueryDefinition.self,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The operation of a name.
  ///
  /// - Throws: `APIError` for one that is unknown, or would change something.
  static func named(_ name: String) throws(APIError) -> any Operation.Type {
    if let operation = byName[name] { return operation }
    if let reason = WritingOperations.reason(against: name) { throw .readOnly(reason) }
    throw .unknownOperation(name)
  }
}

/// The operations that would change something: AWS has them, and this server refuses them.
enum WritingOperations {
  /// What to do instead; nil for a name that is none of them.
  static func reason(against name: String) -> String? {
    switch name {
    case "PutRetentionPolicy", "DeleteRetentionPolicy":
      "the archive's owner sets how long it keeps stops, with `ecs-stops retention`"
    case "PutLogEvents": "`ecs-stops ingest` imports events"
    default:
      prefixes.contains(where: name.hasPrefix) ? "\(name) would change something" : nil
    }
  }

  private static let prefixes = [
    "Put", "Create", "Delete", "Update", "Associate", "Disassociate", "Tag", "Untag", "Cancel",
  ]
}
