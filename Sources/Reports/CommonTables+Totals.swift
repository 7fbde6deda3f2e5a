// Numbers of stops: whole days from their totals, the parts of days at both ends counted anew.
extension CommonTables {
  func counts(_ part: ReportWindow.Part) -> [String] {
    if let dimension, dimension.isOfDays { return dailyCounts(part, dayName: "last_day") }
    let span = window.span(part)
    // In the order of the primary key, so that nothing is sorted.
    let days = """
          SELECT \(keys.ofDays),
            sum(d.stops) AS stops, max(d.day) AS last_day, \(by("d", day: "d.day")) AS "by"
          FROM \(sources.dailyStops(part)) AS d\(Self.whereClause(dayConditions(span)))
          GROUP BY \(keys.grouping)
      """
    return selects(part, span, days, keys, dayName: "last_day")
  }

  func dailyCounts(_ part: ReportWindow.Part, dayName: String = "day") -> [String] {
    let span = window.span(part)
    let days = """
          SELECT \(TotalsKeys.all.ofDays),
            +d.stops AS stops, +d.day AS \(dayName), \(by("d", day: "d.day")) AS "by"
          FROM \(sources.dailyStops(part)) AS d\(Self.whereClause(dayConditions(span)))
      """
    return selects(part, span, days, .all, dayName: dayName)
  }

  private func selects(
    _ part: ReportWindow.Part, _ span: ReportWindow.Span, _ days: String, _ keys: TotalsKeys,
    dayName: String
  ) -> [String] {
    let selects =
      (span.days == nil ? [] : [days])
      + span.edges.map { edge($0, sources.tasks(part), keys, dayName: dayName) }
    guard selects.isEmpty else { return selects }
    return ["    SELECT \(keys.ofNothing), 0 AS stops, 0 AS \(dayName), NULL AS \"by\" WHERE 0"]
  }

  private func dayConditions(_ span: ReportWindow.Span) -> [String] {
    guard let days = span.days else { return [] }
    return conditions("d.day", days, span.hasStopsBefore, span.hasStopsBehind)
      + scopeConditions("d", none: "0")
  }

  /// A part of a day.
  private func edge(
    _ edge: ReportWindow.Span.Edge, _ tasks: String, _ keys: TotalsKeys, dayName: String
  ) -> String {
    let times = "t.logged_at BETWEEN \(edge.times.lowerBound) AND \(edge.times.upperBound)"
    let conditions = [times] + scopeConditions("t", none: "NULL")
    return """
          SELECT \(keys.ofEdges),
            +e.stops AS stops, \(edge.day) AS \(dayName), \(by("e", day: "\(edge.day)")) AS "by"
          FROM (
            SELECT \(keys.ofTasks), count(*) AS stops
            FROM \(tasks) AS t JOIN verdicts AS v ON v.id = t.verdict_id\(Self.whereClause(conditions, indent: "      "))
            GROUP BY \(keys.numbers)
          ) AS e
      """
  }

  private func by(_ row: String, day: String) -> String {
    dimension?.sql(of: row, day: day, sharedNames: sharedClusterNames) ?? "NULL"
  }
}
