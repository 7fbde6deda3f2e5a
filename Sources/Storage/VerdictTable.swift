import SQLite
import Verdicts

/// The table `verdicts` while stops are judged: verdict → id, adding what is new.
///
/// There are some hundred at most, so all are kept in memory.
final class VerdictTable {
  private let select: Statement
  private let insert: Statement
  private let connection: ConnectionReference
  private var ids: [Verdict: Int64] = [:]

  /// The id of what no rules have judged yet.
  static let notJudged: Int64 = 0

  init(_ connection: borrowing Connection) throws(SQLiteError) {
    let columns = [
      "category", "answerable", "is_abnormal", "confidence", "kill", "exit_code", "rule",
      "evidence", "rules_version",
    ]
    let conditions = columns.enumerated().map { "\($1) IS ?\($0 + 1)" }
    select = try connection.prepare(
      "SELECT id FROM verdicts WHERE \(conditions.joined(separator: " AND "))")
    let marks = (1...columns.count).map { "?\($0)" }
    insert = try connection.prepare(
      """
      INSERT INTO verdicts (\(columns.joined(separator: ", ")))
      VALUES (\(marks.joined(separator: ", ")))
      """)
    self.connection = connection.reference
  }

  /// The id of a verdict of the present rules.
  func id(of verdict: Verdict) throws(SQLiteError) -> Int64 {
    if let id = ids[verdict] { return id }
    try bind(verdict, to: select)
    var id = try select.step() ? select.integer(at: 0) : nil
    select.reset()
    if id == nil {
      try bind(verdict, to: insert)
      try insert.run()
      id = connection.lastInsertRowID
    }
    ids[verdict] = id
    return id ?? Self.notJudged
  }

  /// Forgets all that is in memory: after a rollback, or when another process has written.
  func removeAll() { ids.removeAll(keepingCapacity: true) }

  private func bind(_ verdict: Verdict, to statement: borrowing Statement) throws(SQLiteError) {
    try statement.bind(text: verdict.category.rawValue, at: 1)
    try statement.bind(text: verdict.answerable.rawValue, at: 2)
    try statement.bind(verdict.isAbnormal ? 1 : 0, at: 3)
    try statement.bind(text: verdict.confidence.rawValue, at: 4)
    if let kill = verdict.kill {
      try statement.bind(text: kill.rawValue, at: 5)
    } else {
      try statement.bindNull(at: 5)
    }
    if let exitCode = verdict.exitCode {
      try statement.bind(exitCode, at: 6)
    } else {
      try statement.bindNull(at: 6)
    }
    try statement.bind(text: verdict.rule, at: 7)
    try statement.bind(text: verdict.evidence, at: 8)
    try statement.bind(text: Judge.rulesVersion, at: 9)
  }
}
