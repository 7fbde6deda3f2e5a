/// The daily totals, which reports read instead of the tasks.
enum TotalsInvariant {
  private static let key =
    "verdict_id, pattern_id, group_id, cluster_id, availability_zone_id, capacity_provider_id, day"

  /// What the table must contain, by one query over the tasks.
  private static let counted = """
    SELECT \(DailyKey.columnsSQL), t.logged_at / 86400000 - (t.logged_at % 86400000 < 0), count(*)
    FROM tasks AS t JOIN verdicts AS v ON v.id = t.verdict_id GROUP BY 1, 2, 3, 4, 5, 6, 7
    """

  static let totals = Invariant(
    "totals", "the daily totals equal the tasks",
    advice: "restore a backup; until then, reports that count by day are wrong",
    counted: "SELECT count(*) FROM daily_stops",
    // Each key once with both numbers, of which one may be missing.
    noneOf: [
      """
      WITH counted (\(key), stops) AS (\(counted)),
        both AS (
          SELECT \(key), stops AS kept, 0 AS found FROM daily_stops
          UNION ALL SELECT \(key), 0, stops FROM counted)
      SELECT date(day * 86400, 'unixepoch') || ' (verdict ' || verdict_id || '): the totals have '
        || sum(kept) || ', the tasks ' || sum(found)
      FROM both GROUP BY \(key) HAVING sum(kept) <> sum(found) ORDER BY day
      """,
      """
      SELECT date(day * 86400, 'unixepoch') || ' (verdict ' || verdict_id || '): the totals have ' || stops
      FROM daily_stops WHERE stops < 1
      """,
    ])
}
