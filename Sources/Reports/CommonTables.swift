/// The tables that reports read, as common table expressions with the window, the scope and the dimension in them.
///
/// Values are literal and conditions only those that are needed, so that SQLite sees what its indexes are good for.
struct CommonTables {
  let window: ReportWindow
  let scope: ScopeIDs
  let dimension: ReportDimension?
  /// The names of clusters that several have.
  let sharedClusterNames: [String]

  enum Name: String, CaseIterable {
    case period
    case stops
    case earlierStops = "earlier_stops"
    case counts
    case dailyCounts = "daily_counts"
    case earlierCounts = "earlier_counts"
    case historyCounts = "history_counts"
  }

  /// `name AS (…)`, indented by two.
  func definition(of name: Name) -> String {
    switch name {
    case .period:
      "  period (start_at, end_at, now) AS (VALUES (\(window.first), \(window.last), \(window.now)))"
    case .stops: stops(name, .window)
    case .earlierStops: stops(name, .earlier)
    case .counts: table(name, counts(window.span(.window)))
    case .dailyCounts: table(name, dailyCounts(window.span(.window)))
    case .earlierCounts: table(name, counts(window.span(.earlier)))
    case .historyCounts: table(name, counts(window.span(.history)))
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
          FROM tasks AS t\(Self.whereClause(taskConditions(window.span(part))))
        )
      """
  }

  private func taskConditions(_ span: ReportWindow.Span) -> [String] {
    guard let times = span.times else { return ["0"] }
    return conditions("t.logged_at", times, span.hasStopsBefore, span.hasStopsBehind)
      + scopeConditions("t", none: "NULL")
  }

  /// A range with the bounds that exclude something.
  private func conditions(
    _ column: String, _ range: ClosedRange<Int64>, _ isBoundBelow: Bool, _ isBoundAbove: Bool
  ) -> [String] {
    switch (isBoundBelow, isBoundAbove) {
    case (true, true): ["\(column) BETWEEN \(range.lowerBound) AND \(range.upperBound)"]
    case (true, false): ["\(column) >= \(range.lowerBound)"]
    case (false, true): ["\(column) <= \(range.upperBound)"]
    case (false, false): []
    }
  }

  private func scopeConditions(_ row: String, none: String) -> [String] {
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

  private static func whereClause(_ conditions: [String], indent: String = "    ") -> String {
    conditions.isEmpty ? "" : "\n\(indent)WHERE " + conditions.joined(separator: " AND ")
  }
}

// Numbers of stops.
extension CommonTables {
  /// Where something is told apart by place: causes that the places may answer for.
  private static let placeConditions = "v.answerable IN ('platform', 'capacity')"

  /// Whole days in the order of the primary key, so that nothing is sorted, and the parts of days at both ends.
  private func counts(_ span: ReportWindow.Span) -> [String] {
    if let dimension, dimension.isOfDays { return daily(span, dayName: "last_day") }
    var selects: [String] = []
    if span.days != nil {
      selects.append(
        """
            SELECT \(Self.dailyColumns), sum(d.stops) AS stops, max(d.day) AS last_day, \(dailyBy) AS "by"
            FROM daily_stops AS d\(Self.whereClause(dayConditions(span)))
            GROUP BY d.verdict_id, d.pattern_id, d.group_id, d.cluster_id, d.availability_zone_id,
              d.capacity_provider_id
        """)
    }
    selects += span.edges.map { edge($0, dayName: "last_day") }
    return selects.isEmpty ? [Self.nothing(dayName: "last_day")] : selects
  }

  private func dailyCounts(_ span: ReportWindow.Span) -> [String] {
    daily(span, dayName: "day")
  }

  private func daily(_ span: ReportWindow.Span, dayName: String) -> [String] {
    var selects: [String] = []
    if span.days != nil {
      let day = dayName == "day" ? "d.day" : "d.day AS \(dayName)"
      selects.append(
        """
            SELECT \(Self.dailyColumns), d.stops, \(day), \(dailyBy) AS "by"
            FROM daily_stops AS d\(Self.whereClause(dayConditions(span)))
        """)
    }
    selects += span.edges.map { edge($0, dayName: dayName) }
    return selects.isEmpty ? [Self.nothing(dayName: dayName)] : selects
  }

  private var dailyBy: String {
    dimension?.sql(of: "d", day: "d.day", sharedNames: sharedClusterNames) ?? "NULL"
  }

  private func dayConditions(_ span: ReportWindow.Span) -> [String] {
    guard let days = span.days else { return ["0"] }
    return conditions("d.day", days, span.hasStopsBefore, span.hasStopsBehind)
      + scopeConditions("d", none: "0")
  }

  /// The columns that whole days have, with NULL for none as in `tasks`.
  private static let dailyColumns = """
    d.verdict_id, nullif(d.pattern_id, 0) AS pattern_id, nullif(d.group_id, 0) AS group_id,
          nullif(d.cluster_id, 0) AS cluster_id, nullif(d.availability_zone_id, 0) AS availability_zone_id,
          nullif(d.capacity_provider_id, 0) AS capacity_provider_id
    """

  /// A part of a day, counted anew.
  private func edge(_ edge: ReportWindow.Span.Edge, dayName: String) -> String {
    let times = "t.logged_at BETWEEN \(edge.times.lowerBound) AND \(edge.times.upperBound)"
    let conditions = [times] + scopeConditions("t", none: "NULL")
    return """
          SELECT e.*, \(edge.day) AS \(dayName), \(edgeBy(edge)) AS "by"
          FROM (
            SELECT t.verdict_id, t.pattern_id, t.group_id, t.cluster_id,
              CASE WHEN \(Self.placeConditions) THEN t.availability_zone_id END AS availability_zone_id,
              CASE WHEN \(Self.placeConditions) THEN t.capacity_provider_id END AS capacity_provider_id,
              count(*) AS stops
            FROM tasks AS t JOIN verdicts AS v ON v.id = t.verdict_id\(Self.whereClause(conditions, indent: "      "))
            GROUP BY 1, 2, 3, 4, 5, 6
          ) AS e
      """
  }

  private func edgeBy(_ edge: ReportWindow.Span.Edge) -> String {
    dimension?.sql(of: "e", day: "\(edge.day)", sharedNames: sharedClusterNames) ?? "NULL"
  }

  private static func nothing(dayName: String) -> String {
    """
        SELECT NULL AS verdict_id, NULL AS pattern_id, NULL AS group_id, NULL AS cluster_id,
          NULL AS availability_zone_id, NULL AS capacity_provider_id, 0 AS stops, 0 AS \(dayName), NULL AS "by"
        WHERE 0
    """
  }
}
