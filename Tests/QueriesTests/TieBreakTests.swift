import FixtureArchive
import Queries
import SQLite
import Storage
import Testing

/// The short order of tasks of one time is that of their ARNs, and leaves the index of the times in use.
@Suite struct TieBreakTests {
  @Test func shortOrderIsThatOfTheARNs() throws {
    let archive = try FixtureArchive.open()
    _ = try QueryRunner(archive)
    let pairs = """
      FROM tasks AS a, tasks AS b, arn_prefixes AS p, arn_prefixes AS q
      WHERE p.id = a.task_prefix_id AND q.id = b.task_prefix_id
        AND typeof(a.task_id) = 'blob' AND typeof(b.task_id) = 'blob'
        AND (p.id = q.id OR substr(p.prefix, 1, length(q.prefix)) <> q.prefix
          AND substr(q.prefix, 1, length(p.prefix)) <> p.prefix)
      """
    let compared = try archive.connection.integer("SELECT count(*) \(pairs)")
    let unlike = try archive.connection.integer(
      """
      SELECT count(*) \(pairs)
        AND (arn_order(a.task_prefix_id, a.task_id) < arn_order(b.task_prefix_id, b.task_id))
          <> (arn_text(a.task_prefix_id, a.task_id) < arn_text(b.task_prefix_id, b.task_id))
      """)
    #expect((compared ?? 0) > 100)
    #expect(unlike == 0)
  }

  /// With a third term SQLite scans and sorts all tasks for one or two rows.
  @Test(arguments: [1, 2, 20])
  func newestAreReadFromTheIndex(_ count: Int) throws {
    let archive = try FixtureArchive.open()
    _ = try QueryRunner(archive)
    let plan = try archive.connection.prepare(
      """
      EXPLAIN QUERY PLAN SELECT t.cpu FROM tasks AS t
      ORDER BY t.logged_at DESC, arn_order(t.task_prefix_id, t.task_id) LIMIT \(count)
      """)
    let hasStep = try plan.step()
    let detail = plan.string(at: 3)
    #expect(hasStep)
    #expect(detail == "SCAN t USING INDEX tasks_logged_at")
  }
}
