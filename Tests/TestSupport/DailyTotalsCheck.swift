/// What `daily_stops` has to say, by one plain query over the tasks.
package enum DailyTotalsCheck {
  package static let counted = """
    SELECT t.verdict_id, coalesce(t.pattern_id, 0), coalesce(t.group_id, 0), coalesce(t.cluster_id, 0),
      CASE WHEN v.responsible IN ('platform', 'capacity') THEN coalesce(t.availability_zone_id, 0) ELSE 0 END,
      CASE WHEN v.responsible IN ('platform', 'capacity') THEN coalesce(t.capacity_provider_id, 0) ELSE 0 END,
      CAST(floor(t.logged_at / 86400000.0) AS INTEGER), count(*)
    FROM tasks AS t LEFT JOIN verdicts AS v ON v.id = t.verdict_id GROUP BY 1, 2, 3, 4, 5, 6, 7
    """

  /// Rows that are in the table and not in the count, or the other way round: none.
  package static let differences = """
    SELECT * FROM (SELECT 'kept', * FROM (SELECT * FROM daily_stops EXCEPT \(counted)))
    UNION ALL SELECT * FROM (SELECT 'counted', * FROM (\(counted) EXCEPT SELECT * FROM daily_stops))
    """
}
