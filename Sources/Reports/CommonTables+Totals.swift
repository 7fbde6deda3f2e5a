// Numbers of stops: whole days from their totals, the parts of days at both ends counted again.
extension CommonTables {
  /// - Parameter ofDays: whether each day has rows of its own.
  func totals(
    _ table: ReportReads.Common, _ part: ReportWindow.Part, ofDays: Bool = false
  ) -> String {
    let keys = TotalsKeys(table.columns, dimension: dimension)
    let arms = arms(part, keys, ofDays: ofDays).joined(separator: "\n    UNION ALL\n")
    let verdict = VerdictColumns(among: table.columns ?? [])
    guard !verdict.isEmpty else { return "  \(table.name.rawValue) AS (\n\(arms)\n  )" }
    return """
        \(table.name.rawValue) AS (
          SELECT c.*, \(verdict.selected.joined(separator: ", "))
          FROM (
      \(arms)
          ) AS c JOIN verdicts AS v ON v.id = c.verdict_id
        )
      """
  }

  private func arms(_ part: ReportWindow.Part, _ keys: TotalsKeys, ofDays: Bool) -> [String] {
    let dayName = ofDays ? "day" : "last_day"
    let span = window.span(part)
    let arms =
      (span.days == nil ? [] : [days(part, span, keys, dayName: dayName, areSummed: !ofDays)])
      + span.edges.map { edge($0, sources.tasks(part), keys, dayName: dayName) }
    guard arms.isEmpty else { return arms }
    return ["    SELECT \(keys.ofNothing), 0 AS stops, 0 AS \(dayName), NULL AS \"by\" WHERE 0"]
  }

  /// Whole days: summed in the order of the primary key, so that nothing is sorted, unless each day counts by itself.
  private func days(
    _ part: ReportWindow.Part, _ span: ReportWindow.Span, _ keys: TotalsKeys, dayName: String,
    areSummed: Bool
  ) -> String {
    let isSummed = areSummed && dimension?.isOfDays != true
    let numbers =
      isSummed ? "sum(d.stops) AS stops, max(d.day)" : "+d.stops AS stops, +d.day"
    let select = """
          SELECT \(keys.ofDays),
            \(numbers) AS \(dayName), \(by("d", day: "d.day")) AS "by"
          FROM \(sources.dailyStops(part)) AS d\(Self.whereClause(dayConditions(span)))
      """
    return isSummed ? select + "\n    GROUP BY \(keys.grouping)" : select
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
