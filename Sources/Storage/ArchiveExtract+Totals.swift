import Events
import SQLite

// Numbers of stops by day.
extension ArchiveExtract {
  func copyTotals(_ connection: Connection) throws(SQLiteError) {
    try connection.execute("INSERT INTO main.daily_stops \(totals(of: "main.tasks AS t"))")
  }

  /// Copies the totals of whole days; for the day in which the window begins, those of the part before it.
  func copyEarlierTotals(_ connection: Connection) throws(SQLiteError) {
    try makeTable(.earlierDailyStops, connection)
    let firstDay = DailyKey.day(of: window.lowerBound)
    let sources = try sources(of: .earlierDailyStops, connection)
    let days = sources.map { "SELECT * FROM \($0)" }.joined(separator: " UNION ALL ")
    try connection.execute(
      """
      INSERT INTO main.earlier_daily_stops
      SELECT t.verdict_id, t.pattern_id, t.group_id, t.cluster_id, t.availability_zone_id,
        t.capacity_provider_id, t.day, sum(t.stops)
      FROM (\(days)) AS t WHERE \(scope("t", none: "0")) AND t.day < \(firstDay)
      GROUP BY 1, 2, 3, 4, 5, 6, 7
      """)
    try connection.execute(
      """
      INSERT INTO main.earlier_daily_stops
      \(totals(of: "main.earlier_tasks AS t", "WHERE \(Self.day) = \(firstDay)"))
      """)
  }

  /// Tasks as rows of `daily_stops`.
  private func totals(of tasks: String, _ condition: String = "") -> String {
    """
    SELECT \(DailyKey.columnsSQL), \(Self.day), count(*)
    FROM \(tasks) JOIN source.verdicts AS v ON v.id = t.verdict_id
    \(condition) GROUP BY 1, 2, 3, 4, 5, 6, 7
    """
  }

  private static let day = "(t.logged_at / 86400000 - (t.logged_at % 86400000 < 0))"

  /// The columns of totals that hold ids of a text table; the schema declares no references for them.
  static func totals(_ column: String) -> [String] {
    ["daily_stops", EarlierTable.earlierDailyStops.rawValue].map {
      "SELECT \(column) FROM main.\($0)"
    }
  }
}
