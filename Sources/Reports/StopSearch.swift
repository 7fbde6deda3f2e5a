import Rows

/// How the stops of a window are found, where a report lists the newest of them.
///
/// Few of a million stops may have a cause, or be in a cluster, and no index tells which. Totals of days do: they say how
/// many there are, on which day the newest is, and on which days of which groups to look.
enum StopSearch: Equatable {
  /// As SQLite likes: an index gives them in order, or all are read.
  case inOrder
  /// By the index of log times, from this day (UTC, since 1970) back.
  case newestFirst(lastDay: Int64)
  /// On the days and in the groups that have some, from this day on; nil for all days.
  case byDays(from: Int64?)

  /// Up to how many stops it is faster to look on their days than to look at all newer ones.
  static let fewMax = 2000
}

extension ReportRunner {
  /// How many rows a report of stops has, and how the first of them are found; nil for other reports.
  func listed(
    _ report: Report, _ request: ReportRequest
  ) throws -> (count: Int, search: StopSearch)? {
    guard report.rowsAreStops, request.condition == nil else { return nil }
    try request.check(report)
    let (count, lastDay) = try totals(request)
    let groups = try ScopeIDs(request.scope, connection).groups?.count ?? 0
    if request.filters.isEmpty, !request.scope.narrowsClusters, groups < 2 {
      return (count, .inOrder)
    }
    if count > StopSearch.fewMax, let lastDay { return (count, .newestFirst(lastDay: lastDay)) }
    return (count, .byDays(from: try firstDay(of: request)))
  }

  /// The first day of the latest stops that fill the limit; nil without a limit.
  private func firstDay(of request: ReportRequest) throws -> Int64? {
    guard let rowsMax = request.rowsMax else { return nil }
    let days = try totals(
      request, .init(name: .dailyCounts, columns: []),
      "SELECT day, sum(stops) AS stops FROM daily_counts GROUP BY day ORDER BY day DESC")
    var found = 0
    for row in days {
      guard case .integer(let day) = row[0], case .integer(let stops) = row[1] else { continue }
      found += Int(stops)
      if found >= rowsMax { return day }
    }
    return nil
  }
}

extension CommonTables {
  /// Where rows `t` of `tasks` come from, and the conditions on them.
  func searched(
    _ part: ReportWindow.Part
  ) -> (source: String, conditions: [String]) {
    let source = "\(sources.tasks(part)) AS t"
    let conditions = taskConditions(window.span(part))
    guard part == .window, window.span(part).times != nil else { return (source, conditions) }
    switch search {
    case .inOrder: return (source, conditions)
    case .newestFirst(let lastDay):
      return (
        source,
        taskConditions(window.span(part), isByTime: true)
          + ["t.logged_at < \((lastDay + 1) * ReportWindow.dayMilliseconds)"]
      )
    case .byDays(let firstDay):
      let daysOfGroups = searchedDays(part) + (firstDay.map { ["d.day >= \($0)"] } ?? [])
      let days = """
        (SELECT DISTINCT d.group_id, d.day FROM \(sources.dailyStops(part)) AS d\(Self.whereClause(daysOfGroups))) AS p
            CROSS JOIN \(source) ON t.group_id IS nullif(p.group_id, 0)
              AND t.logged_at BETWEEN p.day * 86400000 AND p.day * 86400000 + 86399999
        """
      return (days, conditions)
    }
  }

  private func searchedDays(_ part: ReportWindow.Part) -> [String] {
    let span = window.span(part)
    let days =
      [span.days?.lowerBound, span.days?.upperBound].compactMap(\.self) + span.edges.map(\.day)
    let range = (days.min() ?? 0)...(days.max() ?? 0)
    return conditions("d.day", range, span.hasStopsBefore, span.hasStopsBehind)
      + scopeConditions("d", none: "0")
  }
}
