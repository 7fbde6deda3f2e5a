import JSON
import LogsAPI
import Masking
import Queries
import Reports
import Rows
import SQLite

/// What the archive has of one task: its event as it may be shown, and the verdict on it.
struct TaskRecord {
  let row: Int64
  let arn: String
  /// The log time, in milliseconds since 1970.
  let loggedAt: Int64
  let category: String
  let isAbnormal: Bool
  let responsible: String
  let confidence: String
  let kill: String?
  let rule: String
  /// The paths in the event that the verdict rests on.
  let evidence: [String]
  /// The reason that the verdict rests on, with IDs and numbers as `*`.
  let pattern: String?
  let cluster: String?
  let service: String?
  let event: TaskEvent

  var id: String { arn.split(separator: "/").last.map(String.init) ?? arn }

  /// - Throws: `SQLiteError`, or what masking throws.
  init(_ row: Int64, _ reader: ConsoleReader) throws {
    let masker = reader.reports.masker
    let cells = try reader.row(
      """
      SELECT arn_text(t.task_prefix_id, t.task_id), t.logged_at, v.category, v.is_abnormal, v.responsible, v.confidence,
        v.kill, v.rule, v.evidence, p.pattern, message(t.id), c.name, coalesce(g.service, nullif(g.name, ''))
      FROM tasks AS t JOIN verdicts AS v ON v.id = t.verdict_id
      LEFT JOIN reason_patterns AS p ON p.id = t.pattern_id
      LEFT JOIN clusters AS c ON c.id = t.cluster_id LEFT JOIN task_groups AS g ON g.id = t.group_id
      WHERE t.id = \(row)
      """)
    func text(_ index: Int) -> String? {
      guard cells.indices.contains(index), case .text(let text) = cells[index] else { return nil }
      return text
    }
    func number(_ index: Int) -> Int64 {
      guard cells.indices.contains(index), case .integer(let number) = cells[index] else {
        return 0
      }
      return number
    }
    func masked(_ text: String) -> String { masker?.masked(text) ?? text }
    self.row = row
    arn = text(0) ?? ""
    loggedAt = number(1)
    category = text(2) ?? ""
    isAbnormal = number(3) != 0
    responsible = text(4) ?? ""
    confidence = text(5) ?? ""
    kill = text(6)
    rule = text(7) ?? ""
    evidence = (text(8) ?? "").split(separator: ",").map { $0.trimmingBlanks }
    pattern = text(9).map(masked)
    event = TaskEvent(masked(text(10) ?? ""))
    cluster = text(11)
    service = text(12).map(masked)
  }
}

extension ConsoleReader {
  /// The first row of a statement of ours; empty for none.
  func row(_ sql: String) throws -> [Cell] { try rows(sql).first ?? [] }

  /// The rows of a statement of ours.
  func rows(_ sql: String) throws -> [[Cell]] {
    try archive.withArchive { _, sandbox in
      let rows = RowCollector()
      try sandbox.run(sandbox.prepare(sql), to: rows)
      return rows.rows
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
