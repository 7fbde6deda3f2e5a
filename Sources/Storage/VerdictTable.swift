import SQLite
import Verdicts

/// The table `verdicts` while stops are classified: maps verdicts to rows and adds new ones.
///
/// There are a few hundred, so all of them are kept in memory, by the classifier's numbers. Exit codes can make them many:
/// those of the current rules are read at once, since no index finds one.
final class VerdictTable {
  private let select: Statement
  private let insert: Statement
  private let connection: Connection
  private let rules: VerdictClassifier
  private var ids: [Int64?] = []
  /// The rows by the current rules, read when the first is looked for.
  private var present: [Verdict: Int64]?

  /// The columns that make up a verdict.
  private static let columns = [
    "category", "responsible", "is_abnormal", "confidence", "kill", "exit_code", "rule", "evidence",
  ]

  init(_ connection: Connection, _ rules: VerdictClassifier) throws(SQLiteError) {
    let conditions = Self.columns.enumerated().map { "\($1) IS ?\($0 + 1)" }
    select = try connection.prepare(
      """
      SELECT id, rules_version = ?9 FROM verdicts
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY 2 DESC, 1 DESC
      """)
    insert = try connection.prepare(
      """
      INSERT INTO verdicts (\(Self.columns.joined(separator: ", ")), rules_version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """)
    self.connection = connection
    self.rules = rules
  }

  /// The id of a verdict by the current rules.
  func id(of number: Int) throws(SQLiteError) -> Int64 {
    if number < ids.count, let id = ids[number] { return id }
    let verdict = rules.verdicts[number]
    if present == nil { present = try presentRows() }
    let id = if let known = present?[verdict] { known } else { try add(verdict) }
    present?[verdict] = id
    while ids.count <= number { ids.append(nil) }
    ids[number] = id
    return id
  }

  /// The rows by the current rules; of equal ones the last.
  private func presentRows() throws(SQLiteError) -> [Verdict: Int64] {
    let select = try connection.prepare(
      "SELECT \(Self.columns.joined(separator: ", ")), id FROM verdicts WHERE rules_version = ?1 ORDER BY id",
      persistent: false)
    try select.bind(text: rules.version, at: 1)
    var rows: [Verdict: Int64] = [:]
    while try select.step() {
      guard let verdict = Verdict(select) else { continue }
      rows[verdict] = select.integer(at: 8)
    }
    return rows
  }

  private func add(_ verdict: Verdict) throws(SQLiteError) -> Int64 {
    try bind(verdict, to: insert)
    try insert.run()
    return connection.lastInsertRowID
  }

  /// The rows with the same verdict, by any version of the rules: the current version first, then the latest.
  func allIDs(of number: Int) throws(SQLiteError) -> [Int64] {
    try bind(rules.verdicts[number], to: select)
    defer { select.reset() }
    var found: [Int64] = []
    while try select.step() { found.append(select.integer(at: 0)) }
    return found
  }

  /// Empties the cache: after a rollback, or when another process has written.
  func removeAll() {
    ids.removeAll(keepingCapacity: true)
    present = nil
  }

  private func bind(_ verdict: Verdict, to statement: borrowing Statement) throws(SQLiteError) {
    try statement.bind(text: verdict.category.rawValue, at: 1)
    try statement.bind(text: verdict.responsible.rawValue, at: 2)
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
    try statement.bind(text: rules.version, at: 9)
  }
}

extension Verdict {
  /// The verdict of a row; nil if this version does not know a name in it.
  fileprivate init?(_ row: borrowing Statement) {
    guard let category = row.string(at: 0).flatMap(StopCategory.init(rawValue:)),
      let responsible = row.string(at: 1).flatMap(ResponsibleParty.init(rawValue:)),
      let confidence = row.string(at: 3).flatMap(Confidence.init(rawValue:)),
      let rule = row.string(at: 6), let evidence = row.string(at: 7)
    else { return nil }
    self.init(
      category: category, responsible: responsible, isAbnormal: row.integer(at: 2) != 0,
      confidence: confidence, kill: row.string(at: 4).flatMap(Kill.init(rawValue:)),
      exitCode: row.isNull(at: 5) ? nil : row.integer(at: 5), rule: rule, evidence: evidence)
  }
}

/// Rows that no stop refers to, or that older rules have written.
extension VerdictTable {
  /// Deletes verdicts that no task has any longer; the totals show which are in use.
  static func deleteUnused(in connection: Connection) throws(SQLiteError) {
    try connection.execute(
      "DELETE FROM verdicts WHERE id NOT IN (SELECT verdict_id FROM daily_stops)")
  }

  /// Marks verdicts by older rules as verdicts by the current ones, after these have re-evaluated all stops.
  ///
  /// - Returns: false if a verdict has a second row, to which its stops must be moved first.
  func adopt() throws(SQLiteError) -> Bool {
    try Self.deleteUnused(in: connection)
    let verdict = Self.columns.map { "verdicts.\($0)" }.joined(separator: ", ")
    let other = Self.columns.map { "other.\($0)" }.joined(separator: ", ")
    let update = try connection.prepare(
      """
      UPDATE verdicts SET rules_version = ?1
      WHERE rules_version <> ?1 AND NOT EXISTS (
        SELECT 1 FROM verdicts AS other WHERE other.id <> verdicts.id AND (\(other)) IS (\(verdict)))
      """, persistent: false)
    try update.bind(text: rules.version, at: 1)
    try update.run()
    let select = try connection.prepare(
      "SELECT 1 FROM verdicts WHERE rules_version <> ?1", persistent: false)
    try select.bind(text: rules.version, at: 1)
    return try !select.step()
  }
}
