import Events
import SQLite
import Verdicts

/// A stop as it is stored in the archive.
struct ArchivedStop {
  let id: Int64
  let verdict: Int64
  /// 0 for none.
  let pattern: Int64
  fileprivate(set) var rows = StopRows()
}

/// Reads what the rules look at from the rows of stops.
final class StopRowsReader {
  private let tasks: Statement
  private let containers: ChildRows
  private let attachments: ChildRows
  private let words: StoredTexts
  private let groups: StoredTexts
  private let reasons: StoredTexts
  private let names: StoredTexts

  init(_ connection: Connection, _ rules: VerdictClassifier) throws(SQLiteError) {
    tasks = try connection.prepare(
      """
      SELECT id, verdict_id, pattern_id, stop_code_id, group_id, reason_id,
        started_at, stopping_at, execution_stopped_at, stopped_at
      FROM tasks WHERE id > ?1 ORDER BY id LIMIT ?2
      """)
    containers = try ChildRows(connection, "containers", "exit_code, name_id")
    attachments = try ChildRows(connection, "attachments", "NULL, NULL")
    words = try StoredTexts(.words, connection, rules)
    groups = try StoredTexts(.taskGroups, connection, rules)
    reasons = try StoredTexts(.reasons, connection, rules)
    names = try StoredTexts(.containerNames, connection, rules)
  }

  /// Empties the caches of strings: another process may have deleted some.
  func forget() {
    for texts in [words, groups, reasons, names] { texts.forget() }
  }

  /// The stops after a row, in the order of their rows.
  func stops(after row: Int64, max count: Int) throws(SQLiteError) -> [ArchivedStop] {
    var stops = try tasks(after: row, max: count)
    guard let first = stops.first?.id, let last = stops.last?.id else { return [] }
    try containers.begin(first, last)
    try attachments.begin(first, last)
    defer {
      containers.end()
      attachments.end()
    }
    for index in stops.indices {
      while try containers.step(to: stops[index].id) {
        stops[index].rows.containers.append(
          StopRows.Container(
            reason: try reasons.text(containers.reason), exitCode: containers.exitCode,
            name: try names.text(containers.name)))
      }
      while try attachments.step(to: stops[index].id) {
        stops[index].rows.attachments.append(try reasons.text(attachments.reason))
      }
    }
    return stops
  }

  private func tasks(after row: Int64, max count: Int) throws(SQLiteError) -> [ArchivedStop] {
    try tasks.bind(row, at: 1)
    try tasks.bind(Int64(count), at: 2)
    defer { tasks.reset() }
    var stops: [ArchivedStop] = []
    stops.reserveCapacity(count)
    while try tasks.step() {
      var stop = ArchivedStop(
        id: tasks.integer(at: 0), verdict: tasks.integer(at: 1), pattern: tasks.integer(at: 2))
      stop.rows.stopCode = try words.text(tasks.optionalInteger(at: 3))
      stop.rows.group = try groups.text(tasks.optionalInteger(at: 4))
      stop.rows.reason = try reasons.text(tasks.optionalInteger(at: 5))
      stop.rows.startedAt = tasks.optionalInteger(at: 6)
      stop.rows.stoppingAt = tasks.optionalInteger(at: 7)
      stop.rows.executionStoppedAt = tasks.optionalInteger(at: 8)
      stop.rows.stoppedAt = tasks.optionalInteger(at: 9)
      stops.append(stop)
    }
    return stops
  }
}

/// The strings of a text table by their ids, with what the rules recognize in them.
private final class StoredTexts {
  private let select: Statement
  private let tag: Interner.Tag?
  private var known = RecentValues<InternedText>()

  init(_ textTable: TextTable, _ connection: Connection, _ rules: VerdictClassifier)
    throws(SQLiteError)
  {
    tag = rules.tag(of: textTable)
    select = try connection.prepare(
      "SELECT \(textTable.textColumn) FROM \(textTable.name) WHERE id = ?1")
  }

  /// The string in a row; nil without an id, or if there is no such row.
  func text(_ id: Int64?) throws(SQLiteError) -> InternedText? {
    guard let id else { return nil }
    if let text = known[id] { return text }
    try select.bind(id, at: 1)
    defer { select.reset() }
    guard try select.step() else { return nil }
    let text = InternedText(id: id, tag: select.withBytes(at: 0) { tag?($0).number ?? 0 })
    known[id] = text
    return text
  }

  func forget() { known.removeAll() }
}

/// The containers or attachments of a range of tasks, read alongside the tasks and in their order.
private final class ChildRows {
  private let select: Statement
  private var hasRow = false
  /// Whether the current row was returned already.
  private var isRead = false

  init(
    _ connection: Connection, _ table: String, _ columns: String
  ) throws(SQLiteError) {
    select = try connection.prepare(
      """
      SELECT id >> 10, reason_id, \(columns) FROM \(table)
      WHERE id BETWEEN ?1 << 10 AND ?2 << 10 | 1023 ORDER BY id
      """)
  }

  /// Moves to before the first row of these tasks.
  func begin(_ first: Int64, _ last: Int64) throws(SQLiteError) {
    try select.bind(first, at: 1)
    try select.bind(last, at: 2)
    hasRow = try select.step()
    isRead = false
  }

  func end() { select.reset() }

  /// Moves to the next row of a task; false if there is none.
  func step(to task: Int64) throws(SQLiteError) -> Bool {
    if isRead { hasRow = try select.step() }
    while hasRow, select.integer(at: 0) < task { hasRow = try select.step() }
    isRead = hasRow && select.integer(at: 0) == task
    return isRead
  }

  var reason: Int64? { select.optionalInteger(at: 1) }
  var exitCode: Int64? { select.optionalInteger(at: 2) }
  var name: Int64? { select.optionalInteger(at: 3) }
}

extension Statement {
  /// An integer; nil for NULL.
  fileprivate func optionalInteger(at column: Int32) -> Int64? {
    isNull(at: column) ? nil : integer(at: column)
  }
}
