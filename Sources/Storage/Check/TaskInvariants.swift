import SQLite

/// The rows of a task.
enum TaskInvariants {
  static let all = [children("containers"), children("attachments"), orphans]

  /// The id of a row `t` of `tasks` as text.
  static let taskID = "iif(typeof(t.task_id) = 'blob', lower(hex(t.task_id)), t.task_id)"

  /// The positions of a task's containers or attachments are 0, 1, 2 and so on.
  private static func children(_ table: String) -> Invariant {
    Invariant(
      table, "the \(table) of each task are complete", advice: CheckAdvice.restore,
      counted: "SELECT count(*) FROM \(table)",
      noneOf: [
        """
        SELECT 'task ' || coalesce(\(taskID), 'in row ' || c.task) || ' has ' || c.rows || ' of ' || (c.last + 1)
        FROM (SELECT id >> 10 AS task, count(*) AS rows, max(id & 1023) AS last FROM \(table) GROUP BY id >> 10) AS c
        LEFT JOIN tasks AS t ON t.id = c.task
        WHERE c.rows <> c.last + 1
        """
      ])
  }

  /// Rows that belong to a task or a file; whatever else a row refers to is verified with the references.
  private static let orphans = Invariant(
    "orphans", "no row is left of a task or file that is gone",
    advice: CheckAdvice.restore,
    counted: "SELECT 0",
    noneOf: [
      orphan("containers", of: "tasks", "row.id >> 10"),
      orphan("attachments", of: "tasks", "row.id >> 10"),
      orphan("nonconforming_values", of: "tasks", "row.task"),
      orphan("provisional", of: "tasks", "row.task"),
      orphan("skipped", of: "exports", "row.export_id"),
      orphan("rejects", of: "exports", "row.export_id"),
      orphan("provisional", of: "exports", "row.export_id"),
    ])

  private static func orphan(_ table: String, of owners: String, _ owner: String) -> String {
    """
    SELECT 'a row of \(table) belongs to row ' || (\(owner)) || ' of \(owners)' FROM \(table) AS row
    WHERE NOT EXISTS (SELECT 1 FROM \(owners) WHERE id = \(owner))
    """
  }
}
