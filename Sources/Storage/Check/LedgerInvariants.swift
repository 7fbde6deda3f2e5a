/// The ledger: which files were imported, and what became of their records.
enum LedgerInvariants {
  static let all = [counts, rejects, provisional]

  private static let outcomes =
    "stored + duplicates + superseded + conflicting + skipped + rejected + expired + filtered"

  private static let counts = Invariant(
    "ledger", "the counts of each file add up to its records", advice: CheckAdvice.report,
    counted: "SELECT count(*) FROM exports",
    noneOf: [
      "SELECT path || ': ' || read || ' records were read, ' || (\(outcomes)) || ' are accounted for'"
        + " FROM exports WHERE read <> \(outcomes)",
      """
      SELECT path || ': a count is negative' FROM exports
      WHERE min(read, stored, duplicates, superseded, conflicting, skipped, rejected, expired, filtered) < 0
      """,
      """
      SELECT path || ': ' || skipped || ' records were skipped, ' || kinds || ' by kind'
      FROM (
        SELECT path, skipped, (SELECT coalesce(sum(count), 0) FROM skipped WHERE export_id = e.id) AS kinds
        FROM exports AS e)
      WHERE skipped <> kinds
      """,
      "SELECT path || ': its first stop is later than its last' FROM exports WHERE first_logged_at > last_logged_at",
    ])

  private static let rejects = Invariant(
    "rejects", "every rejected record is kept, up to a million of a file",
    advice: CheckAdvice.report,
    counted: "SELECT count(*) FROM rejects",
    noneOf: [
      """
      WITH kept AS (SELECT export_id, count(*) AS records FROM rejects GROUP BY export_id)
      SELECT path || ': ' || rejected || ' records were rejected, ' || coalesce(records, 0) || ' are kept'
      FROM exports AS e LEFT JOIN kept ON export_id = e.id
      WHERE rejected <> coalesce(records, 0)
        AND NOT coalesce(records, 0) BETWEEN \(IngestLedger.rejectsKeptMax) AND rejected
      """
    ])

  private static let provisional = Invariant(
    "provisional", "only stops of damaged files are unconfirmed", advice: CheckAdvice.restore,
    counted: "SELECT count(*) FROM provisional",
    noneOf: [
      """
      SELECT 'task ' || \(TaskInvariants.taskID) || ', from ' || path
      FROM provisional JOIN tasks AS t ON t.id = task JOIN exports ON exports.id = export_id
      WHERE damage = 0 OR resolved_by IS NOT NULL
      """
    ])
}
