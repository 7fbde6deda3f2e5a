import SQLite
import Verdicts

/// A stop of the archive, as the rules look at it.
struct ArchivedStop {
  let id: Int64
  let verdict: Int64
  /// 0 for none.
  let pattern: Int64
  fileprivate(set) var facts = StopFacts()
  fileprivate(set) var reasons: [KnownReason] = []
}

/// Reads from the rows of stops what `EventWriter+Verdict` takes from their events.
final class StopFactsReader {
  private let judge: Judge
  private let tasks: Statement
  private let containers: ChildRows
  private let attachments: ChildRows
  private let selectReason: Statement
  private let selectWord: Statement
  private let selectGroup: Statement
  private let selectName: Statement
  private var findings = RecentValues<TextFinding>()
  private var stopCodes = RecentValues<[UInt8]>()
  private var services = RecentValues<Bool>()
  private var roles = RecentValues<ContainerRole>()

  init(_ connection: Connection, _ judge: Judge) throws(SQLiteError) {
    self.judge = judge
    tasks = try connection.prepare(
      """
      SELECT id, verdict_id, pattern_id, stop_code_id, reason_id, group_id, started_at IS NOT NULL,
        coalesce(execution_stopped_at, stopped_at) - stopping_at
      FROM tasks WHERE id > ?1 ORDER BY id LIMIT ?2
      """)
    containers = try ChildRows(connection, "containers", "exit_code, name_id")
    attachments = try ChildRows(connection, "attachments", "NULL, NULL")
    selectReason = try connection.prepare("SELECT reason FROM reasons WHERE id = ?1")
    selectWord = try connection.prepare("SELECT word FROM words WHERE id = ?1")
    selectGroup = try connection.prepare("SELECT name FROM task_groups WHERE id = ?1")
    selectName = try connection.prepare("SELECT name FROM container_names WHERE id = ?1")
  }

  /// Forgets texts by their ids: another process may have deleted them.
  func forget() {
    findings.removeAll()
    stopCodes.removeAll()
    services.removeAll()
    roles.removeAll()
  }

  /// The stops that follow upon a row, in the order of their rows.
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
        stops[index].facts.containers.append(
          StopFacts.Container(
            text: try note(containers.reason, in: &stops[index]), exitCode: containers.exitCode,
            role: try role(of: containers.name)))
      }
      while try attachments.step(to: stops[index].id) {
        let finding = try note(attachments.reason, in: &stops[index])
        stops[index].facts.attachments.append(finding)
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
      if let code = try stopCode(tasks.id(at: 3)) {
        code.withUnsafeBytes { stop.facts.setStopCode($0) }
      }
      stop.facts.taskText = try note(tasks.id(at: 4), in: &stop)
      stop.facts.isService = try isService(tasks.id(at: 5))
      stop.facts.hasStarted = tasks.integer(at: 6) != 0
      stop.facts.stopMilliseconds = tasks.isNull(at: 7) ? nil : tasks.integer(at: 7)
      stops.append(stop)
    }
    return stops
  }

  /// Takes a reason down; nil without one.
  private func note(
    _ reason: Int64?, in stop: inout ArchivedStop
  ) throws(SQLiteError) -> TextFinding? {
    guard let reason, let finding = try finding(of: reason) else { return nil }
    stop.reasons.append(KnownReason(id: reason, finding: finding))
    return finding
  }

  private func finding(of reason: Int64) throws(SQLiteError) -> TextFinding? {
    if let finding = findings[reason] { return finding }
    findings[reason] = try text(of: reason, selectReason) { judge.finding(of: $0) }
    return findings[reason]
  }

  private func stopCode(_ word: Int64?) throws(SQLiteError) -> [UInt8]? {
    guard let word else { return nil }
    if let code = stopCodes[word] { return code }
    stopCodes[word] = try text(of: word, selectWord) { Array($0) }
    return stopCodes[word]
  }

  private func isService(_ group: Int64?) throws(SQLiteError) -> Bool {
    guard let group else { return false }
    if let isService = services[group] { return isService }
    let isService = try text(of: group, selectGroup) { StopFacts.isService(group: $0) } ?? false
    services[group] = isService
    return isService
  }

  private func role(of name: Int64?) throws(SQLiteError) -> ContainerRole {
    guard let name else { return .main }
    if let role = roles[name] { return role }
    let role = try text(of: name, selectName) { judge.role(of: $0) } ?? .main
    roles[name] = role
    return role
  }

  private func text<R>(
    of id: Int64, _ select: borrowing Statement, _ body: (UnsafeRawBufferPointer) -> R
  ) throws(SQLiteError) -> R? {
    try select.bind(id, at: 1)
    defer { select.reset() }
    return try select.step() ? select.withBytes(at: 0) { body($0) } : nil
  }
}

/// The containers or attachments of a range of tasks, read beside the tasks and in their order.
private final class ChildRows {
  private let select: Statement
  private var hasRow = false
  /// Whether the row at which it stands was given out.
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

  /// Stands before the first row of these tasks.
  func begin(_ first: Int64, _ last: Int64) throws(SQLiteError) {
    try select.bind(first, at: 1)
    try select.bind(last, at: 2)
    hasRow = try select.step()
    isRead = false
  }

  func end() { select.reset() }

  /// Goes to the next row of a task; false if it has no more.
  func step(to task: Int64) throws(SQLiteError) -> Bool {
    if isRead { hasRow = try select.step() }
    while hasRow, select.integer(at: 0) < task { hasRow = try select.step() }
    isRead = hasRow && select.integer(at: 0) == task
    return isRead
  }

  var reason: Int64? { select.id(at: 1) }
  var exitCode: Int64? { select.id(at: 2) }
  var name: Int64? { select.id(at: 3) }
}

extension Statement {
  /// An integer; nil for NULL.
  fileprivate func id(at column: Int32) -> Int64? { isNull(at: column) ? nil : integer(at: column) }
}
