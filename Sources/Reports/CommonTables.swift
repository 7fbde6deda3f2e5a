/// The tables that reports read, as common table expressions with the window, the scope and the dimension in them.
///
/// Values are literal and conditions only those that are needed, so that SQLite sees what its indexes are good for.
struct CommonTables {
  let window: ReportWindow
  let scope: ScopeIDs
  let dimension: ReportDimension?
  /// The names of clusters that several have.
  let sharedClusterNames: [String]
  let sources: TableSources
  /// What counts are told apart by.
  var keys = TotalsKeys.all

  enum Name: String, CaseIterable {
    case period
    case stops
    case earlierStops = "earlier_stops"
    case historyStops = "history_stops"
    case counts
    case dailyCounts = "daily_counts"
    case earlierCounts = "earlier_counts"
    case historyCounts = "history_counts"

    /// Whether its numbers are those of days.
    var isOfTotals: Bool {
      switch self {
      case .period, .stops, .earlierStops, .historyStops: false
      case .counts, .dailyCounts, .earlierCounts, .historyCounts: true
      }
    }
  }

  /// `name AS (…)`, indented by two.
  func definition(of name: Name) -> String {
    switch name {
    case .period:
      "  period (start_at, end_at, now, oldest_at) AS (VALUES (\(window.first), \(window.last), \(window.now), "
        + "\(window.stops.map { "\($0.lowerBound)" } ?? "NULL")))"
    case .stops: stops(name, .window)
    case .earlierStops: stops(name, .earlier)
    case .historyStops: stops(name, .history)
    case .counts: table(name, counts(.window))
    case .dailyCounts: table(name, dailyCounts(.window))
    case .earlierCounts: table(name, counts(.earlier))
    case .historyCounts: table(name, counts(.history))
    }
  }

  private func table(_ name: Name, _ selects: [String]) -> String {
    "  \(name.rawValue) AS (\n" + selects.joined(separator: "\n    UNION ALL\n") + "\n  )"
  }
}

// Rows of `tasks`.
extension CommonTables {
  /// Not materialized: a row has half a hundred columns, and a report looks at a few.
  private func stops(_ name: Name, _ part: ReportWindow.Part) -> String {
    let day = "(t.logged_at / 86400000 - (t.logged_at % 86400000 < 0))"
    let by = dimension?.sql(of: "t", day: day, sharedNames: sharedClusterNames) ?? "NULL"
    return """
        \(name.rawValue) AS NOT MATERIALIZED (
          SELECT t.*, \(by) AS "by"
          FROM \(sources.tasks(part)) AS t\(Self.whereClause(taskConditions(window.span(part))))
        )
      """
  }

  func taskConditions(_ span: ReportWindow.Span) -> [String] {
    guard let times = span.times else { return ["0"] }
    return conditions("t.logged_at", times, span.hasStopsBefore, span.hasStopsBehind)
      + scopeConditions("t", none: "NULL")
  }

  /// A range with the bounds that exclude something.
  func conditions(
    _ column: String, _ range: ClosedRange<Int64>, _ isBoundBelow: Bool, _ isBoundAbove: Bool
  ) -> [String] {
    switch (isBoundBelow, isBoundAbove) {
    case (true, true): ["\(column) BETWEEN \(range.lowerBound) AND \(range.upperBound)"]
    case (true, false): ["\(column) >= \(range.lowerBound)"]
    case (false, true): ["\(column) <= \(range.upperBound)"]
    case (false, false): []
    }
  }

  func scopeConditions(_ row: String, none: String) -> [String] {
    [("group_id", scope.groups), ("cluster_id", scope.clusters)].compactMap { column, ids in
      ids.map { Self.condition("\(row).\(column)", isOneOf: $0, none: none) }
    }
  }

  /// - Parameter none: how a row says that it has none, `NULL` or `0`.
  private static func condition(
    _ column: String, isOneOf ids: [Int64?], none: String
  ) -> String {
    let isNull = none == "NULL" && ids.contains(nil)
    let listed = ids.compactMap { id in id.map { "\($0)" } ?? (isNull ? nil : none) }
    let list = "\(column) IN (\(listed.joined(separator: ", ")))"
    guard isNull else { return list }
    return listed.isEmpty ? "\(column) IS NULL" : "(\(list) OR \(column) IS NULL)"
  }

  static func whereClause(_ conditions: [String], indent: String = "    ") -> String {
    conditions.isEmpty ? "" : "\n\(indent)WHERE " + conditions.joined(separator: " AND ")
  }
}
