import SQLite
import Testing

/// The ways in that docs/schema.md promises to be fast, by SQLite's own plan.
@Suite("Views are found by index") struct ViewPlanTests {
  struct Lookup: CustomTestStringConvertible {
    let query: String
    /// The beginnings of the plan's steps over the large tables, in order.
    let steps: [String]
    var testDescription: String { query }
  }

  @Test(
    "conditions that reach the tables by index",
    arguments: [
      Lookup(
        query: "SELECT stop_code, count(*) FROM stopped_tasks WHERE service = 'web' GROUP BY 1",
        steps: ["SEARCH t USING INDEX tasks_group"]),
      Lookup(
        query: #"SELECT * FROM stopped_tasks WHERE "group" = 'family:job'"#,
        steps: ["SEARCH t USING INDEX tasks_group"]),
      Lookup(
        query: "SELECT * FROM stopped_tasks WHERE id = 7",
        steps: ["SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"]),
      Lookup(
        query:
          "SELECT * FROM stopped_tasks WHERE id = (SELECT id FROM tasks WHERE task_id = x'00')",
        steps: [
          "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)",
          "SEARCH tasks USING COVERING INDEX tasks_arn (task_id=?)",
        ]),
      Lookup(
        query: "SELECT stop_code FROM stopped_tasks WHERE logged_at_ms > 7",
        steps: ["SEARCH t USING INDEX tasks_logged_at (logged_at>?)"]),
      Lookup(
        query: "SELECT * FROM stopped_tasks ORDER BY logged_at_ms DESC LIMIT 20",
        steps: ["SCAN t USING INDEX tasks_logged_at"]),
      Lookup(
        query: "SELECT name FROM stopped_containers WHERE task = 7",
        steps: [
          "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)",
          "SEARCH c USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ]),
      Lookup(
        query: "SELECT name FROM stopped_containers WHERE service = 'web'",
        steps: [
          "SEARCH t USING COVERING INDEX tasks_group (group_id=?)",
          "SEARCH c USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ]),
      Lookup(
        query: "SELECT family FROM stopped_containers WHERE exit_code = 137",
        steps: ["SCAN c", "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"]),
      Lookup(
        query: "SELECT private_ipv4_address FROM stopped_attachments WHERE task = 7",
        steps: [
          "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)",
          "SEARCH attachments USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ]),
      Lookup(
        query: """
          SELECT c.name FROM stopped_tasks AS s JOIN stopped_containers AS c ON c.task = s.id
          WHERE s.service = 'web'
          """,
        steps: [
          "SEARCH t USING COVERING INDEX tasks_group (group_id=?)",
          "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)",
          "SEARCH c USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ]),
    ])
  func usesIndex(_ lookup: Lookup) throws {
    let archive = try TestArchive()
    let plan = try archive.rows("EXPLAIN QUERY PLAN " + lookup.query).compactMap { row in
      if case .text(let text)? = row["detail"] { text } else { nil as String? }
    }
    let aliases = ["t", "c", "a", "tasks", "attachments"]
    let steps = plan.filter { step in
      aliases.contains {
        step.hasPrefix("SEARCH \($0) ") || step == "SCAN \($0)" || step.hasPrefix("SCAN \($0) ")
      }
    }
    for (step, wanted) in zip(steps, lookup.steps) {
      #expect(step.hasPrefix(wanted), "\(plan)")
    }
    #expect(steps.count >= lookup.steps.count, "\(plan)")
  }

  @Test("a column that is not named costs nothing")
  func unusedColumns() throws {
    let archive = try TestArchive()
    let plan = try archive.rows(
      "EXPLAIN QUERY PLAN SELECT cpu, version FROM stopped_tasks")
    #expect(plan.compactMap { $0["detail"] } == [.text("SCAN t")])
  }
}
