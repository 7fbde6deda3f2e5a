import SQLite

/// The statements of the merge rule.
final class MergeStatements {
  let find: Statement
  let removals: [Removal]
  let keepSuperseded: Statement
  let findSuperseded: Statement
  let dropSuperseded: Statement
  /// Whether the record whose place is ?1 to ?3 comes before the one whose place is ?4 to ?6.
  let places: Statement

  /// A DELETE by the task's row id; a class, because arrays cannot hold noncopyable values.
  final class Removal {
    let statement: Statement
    init(_ sql: String, _ connection: Connection) throws(SQLiteError) {
      statement = try connection.prepare(sql)
    }
  }

  init(_ connection: Connection) throws(SQLiteError) {
    find = try connection.prepare(
      """
      SELECT t.id, t.version, t.updated_at, t.logged_at, t.log_stream_id, t.log_group_id, t.ingestion_time,
        t.event_id
      FROM tasks AS t
      WHERE t.task_id = ?1 AND t.task_prefix_id = ?2
      """)
    var removals: [Removal] = []
    for rows in [
      "containers WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023",
      "attachments WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023",
      "nonconforming_values WHERE task = ?1", "provisional WHERE task = ?1", "tasks WHERE id = ?1",
    ] {
      removals.append(try Removal("DELETE FROM \(rows)", connection))
    }
    self.removals = removals
    // Of two superseded events that say the same, keep the one that would win as a row.
    keepSuperseded = try connection.prepare(
      """
      INSERT INTO superseded
        (task_id, task_prefix_id, version, updated_at, value_hash, logged_at, log_stream_id,
          log_group_id, ingestion_time, message)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (task_id, task_prefix_id, version, updated_at, value_hash) DO UPDATE SET
        logged_at = excluded.logged_at, log_stream_id = excluded.log_stream_id,
        log_group_id = excluded.log_group_id, ingestion_time = excluded.ingestion_time,
        message = excluded.message
      WHERE (excluded.logged_at, excluded.message, \(Self.order(of: "excluded")))
        < (superseded.logged_at, superseded.message, \(Self.order(of: "superseded")))
      """)
    let key = """
      superseded
      WHERE task_id = ?1 AND task_prefix_id = ?2 AND version = ?3 AND updated_at = ?4 AND value_hash = ?5
      """
    findSuperseded = try connection.prepare("SELECT 1 FROM \(key)")
    dropSuperseded = try connection.prepare("DELETE FROM \(key)")
    places = try connection.prepare(
      """
      SELECT (\(Self.order(of: "new"))) < (\(Self.order(of: "old")))
      FROM (SELECT ?1 AS log_stream_id, ?2 AS log_group_id, ?3 AS ingestion_time) AS new,
        (SELECT ?4 AS log_stream_id, ?5 AS log_group_id, ?6 AS ingestion_time) AS old
      """)
  }

  /// The values by which records are ordered that differ only in what CloudWatch Logs knows of them: a known name or
  /// time comes first.
  private static func order(of row: String) -> String {
    """
    \(row).log_stream_id IS NULL,
    ifnull((SELECT name FROM log_streams WHERE id = \(row).log_stream_id), ''),
    \(row).log_group_id IS NULL,
    ifnull((SELECT name FROM log_groups WHERE id = \(row).log_group_id), ''),
    \(row).ingestion_time IS NULL, ifnull(\(row).ingestion_time, 0)
    """
  }
}
