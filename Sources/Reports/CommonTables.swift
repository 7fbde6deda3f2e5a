/// The tables that reports read, as common table expressions with the window, the scope and the dimension in them.
///
/// Values are literal and conditions only those that are needed, so that SQLite sees what its indexes are good for.
struct CommonTables {
  let window: ReportWindow
  let scope: ScopeIDs
  var filters = StopFilters()
  /// SQL that tells whether a row `t` of `tasks` counts as well; totals do not know it.
  var condition: String?
  var search = StopSearch.inOrder
  private(set) var dimension: ReportDimension?
  /// The names of clusters that several have.
  let sharedClusterNames: [String]
  let sources: TableSources

  /// The common tables, in the order in which they are defined; none reads another.
  enum Name: String, CaseIterable, Comparable {
    case period
    case stops
    case earlierStops = "earlier_stops"
    case historyStops = "history_stops"
    case counts
    case dailyCounts = "daily_counts"
    case earlierCounts = "earlier_counts"
    case historyCounts = "history_counts"
    case clusterNames = "cluster_names"
    case serviceNames = "service_names"

    /// Whether its rows are stops.
    var isOfStops: Bool { [.stops, .earlierStops, .historyStops].contains(self) }

    /// Whether its numbers are those of days.
    var isOfTotals: Bool {
      [.counts, .dailyCounts, .earlierCounts, .historyCounts].contains(self)
    }

    /// The columns that it only has where a report names them.
    var requestedColumns: [String] {
      if isOfStops { return StopColumn.allCases.map(\.rawValue) + VerdictColumns.all }
      return isOfTotals ? TotalsKeys.all.names + VerdictColumns.all : []
    }

    static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The same without a dimension.
  var withoutDimension: CommonTables {
    var tables = self
    tables.dimension = nil
    return tables
  }

  /// `name AS (…)`, indented by two.
  func definition(of table: ReportReads.Common) -> String {
    switch table.name {
    case .period:
      "  period (start_at, end_at, now, oldest_at, is_scoped) AS (VALUES (\(window.first), \(window.last), \(window.now), "
        + "\(window.stops.map { "\($0.lowerBound)" } ?? "NULL"), "
        + "\(scope.clusters == nil && scope.groups == nil ? 0 : 1)))"
    case .stops: stops(table, .window)
    case .earlierStops: stops(table, .earlier)
    case .historyStops: stops(table, .history)
    case .counts: totals(table, .window)
    case .dailyCounts: totals(table, .window, ofDays: true)
    case .earlierCounts: totals(table, .earlier)
    case .historyCounts: totals(table, .history)
    case .clusterNames: NameTables.clusters
    case .serviceNames: NameTables.services
    }
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
    } + (filters.condition(on: row).map { [$0] } ?? [])
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
