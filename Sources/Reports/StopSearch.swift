/// How the stops of a window are found, where a report lists the newest of them.
///
/// Few of a million stops may have a cause, or be in a cluster, and no index tells which. Totals of days do: they say how
/// many there are, on which day the newest is, and on which days of which groups to look.
enum StopSearch: Equatable {
  /// As SQLite likes: an index gives them in order, or all are read.
  case inOrder
  /// By the index of log times, from this day (UTC, since 1970) back.
  case newestFirst(lastDay: Int64)
  /// On the days and in the groups that have some.
  case byDays

  /// Up to how many stops it is faster to look on their days than to look at all newer ones.
  private static let fewMax = 2000

  /// - Parameters:
  ///   - count: how many stops there are.
  ///   - lastDay: the day of the newest.
  init(count: Int, lastDay: Int64?) {
    self = lastDay.flatMap { count > Self.fewMax ? .newestFirst(lastDay: $0) : nil } ?? .byDays
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
    case .byDays:
      let days = """
        (SELECT DISTINCT d.group_id, d.day FROM \(sources.dailyStops(part)) AS d\(Self.whereClause(searchedDays(part)))) AS p
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
