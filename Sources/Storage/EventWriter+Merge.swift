import Events
import SQLite

/// The statements of the merge rule.
final class MergeStatements {
  let find: Statement
  let removals: [Removal]
  let keepSuperseded: Statement

  /// A DELETE by the task's row id; a class, since arrays hold no noncopyable values.
  final class Removal {
    let statement: Statement
    init(_ sql: String, _ connection: borrowing Connection) throws(SQLiteError) {
      statement = try connection.prepare(sql)
    }
  }

  init(_ connection: borrowing Connection) throws(SQLiteError) {
    find = try connection.prepare(
      """
      SELECT t.id, t.version, t.updated_at, t.logged_at, s.name, t.log_stream_id
      FROM tasks AS t LEFT JOIN log_streams AS s ON s.id = t.log_stream_id
      WHERE t.task_id = ?1 AND t.task_prefix_id = ?2
      """)
    var removals: [Removal] = []
    for rows in [
      "containers WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023",
      "attachments WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023",
      "misfits WHERE task = ?1", "tasks WHERE id = ?1",
    ] {
      removals.append(try Removal("DELETE FROM \(rows)", connection))
    }
    self.removals = removals
    // Of two that lost with the same version and time, the one stays that would have stayed as a row.
    keepSuperseded = try connection.prepare(
      """
      INSERT INTO superseded
        (task_prefix_id, task_id, version, updated_at, logged_at, log_stream_id, message)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (task_id, task_prefix_id, version, updated_at) DO UPDATE SET
        logged_at = excluded.logged_at, log_stream_id = excluded.log_stream_id,
        message = excluded.message
      WHERE (excluded.logged_at, excluded.message) < (logged_at, message)
        OR (excluded.logged_at, excluded.message) = (logged_at, message)
        AND superseded.log_stream_id IS NOT NULL
        AND (excluded.log_stream_id IS NULL
          OR (SELECT name FROM log_streams WHERE id = excluded.log_stream_id)
            < (SELECT name FROM log_streams WHERE id = superseded.log_stream_id))
      """)
  }
}

/// Who stays when a task comes again: the highest `version`, then the latest `updatedAt`, then the earliest log time,
/// then the text that sorts first (decisions.md, «merge-ties» and «merge-compare»); between the same record of two
/// streams the one without a name, or whose name sorts first. So no order of reading makes a difference.
extension EventWriter {
  enum Resolution {
    /// It takes the row's place; what was there is kept as superseded.
    case replaces
    /// It takes the row's place; what was there was a duplicate of it.
    case replacesDuplicate
    case isDuplicate
    case isSuperseded
  }

  private struct Rank {
    var version: Int64
    var updatedAt: Int64
    static let missingVersion: Int64 = -1
  }

  /// Decides, and makes room for the newcomer if it wins.
  func resolveConflict(
    _ event: CapturedEvent, of batch: borrowing EventBatch, logStream: Int64?
  ) throws -> Resolution {
    let slots = batch.objects[event.firstObject].slots
    let prefix = try intern(
      batch.bytes[batch.slots[slots + TaskColumn.taskPrefix.rawValue].slice], in: .arnPrefixes)
    let new = Rank(
      version: integer(slots + .version, of: batch) ?? Rank.missingVersion,
      updatedAt: integer(slots + .updatedAt, of: batch) ?? .min)
    try bindKey(slots, prefix, of: batch, to: merge.find)
    defer { merge.find.reset() }
    guard try merge.find.step() else {
      throw ArchiveError.damaged(path: path, what: "a conflict without a row")
    }
    let row = merge.find.integer(at: 0)
    let old = Rank(
      version: merge.find.isNull(at: 1) ? Rank.missingVersion : merge.find.integer(at: 1),
      updatedAt: merge.find.isNull(at: 2) ? .min : merge.find.integer(at: 2))
    let loggedAt = merge.find.integer(at: 3)
    let oldStream = merge.find.isNull(at: 5) ? nil : merge.find.integer(at: 5)

    if (new.version, new.updatedAt) == (old.version, old.updatedAt) {
      let wins = try isFirst(
        event, of: batch, logStream: logStream, row: row, loggedAt: loggedAt, oldStream: oldStream)
      if wins { try remove(row) }
      return wins ? .replacesDuplicate : .isDuplicate
    }
    if (new.version, new.updatedAt) < (old.version, old.updatedAt) {
      try keepSuperseded(
        slots, prefix, new, event.loggedAt, logStream, batch.bytes[event.message], of: batch)
      return .isSuperseded
    }
    try reader.withMessage(ofTask: row) { message in
      try keepSuperseded(slots, prefix, old, loggedAt, oldStream, message, of: batch)
    }
    try remove(row)
    return .replaces
  }

  private func integer(_ slot: Int, of batch: borrowing EventBatch) -> Int64? {
    batch.slots[slot].kind == .integer ? batch.slots[slot].integer : nil
  }

  /// Whether the newcomer sorts before the row: by log time, then text, then the name of its stream.
  private func isFirst(
    _ event: CapturedEvent, of batch: borrowing EventBatch, logStream: Int64?, row: Int64,
    loggedAt: Int64,
    oldStream: Int64?
  ) throws -> Bool {
    if event.loggedAt != loggedAt { return event.loggedAt < loggedAt }
    let order = try reader.withMessage(ofTask: row) { message in
      compare(batch.bytes[event.message], message)
    }
    if order != 0 || logStream == oldStream { return order < 0 }
    guard let logStream else { return true }
    guard oldStream != nil else { return false }
    let newName = try streamName(logStream)
    return merge.find.withBytes(at: 4) { oldName in
      newName.withUnsafeBytes { compare($0, oldName) < 0 }
    }
  }

  private func streamName(_ id: Int64) throws(SQLiteError) -> [UInt8] {
    let select = try connection.prepare(
      "SELECT name FROM log_streams WHERE id = ?1", persistent: false)
    try select.bind(id, at: 1)
    guard try select.step() else { return [] }
    return select.withBytes(at: 0) { Array($0) }
  }

  private func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    if left.elementsEqual(right) { return 0 }
    return left.lexicographicallyPrecedes(right) ? -1 : 1
  }

  private func bindKey(
    _ slots: Int, _ prefix: Int64, of batch: borrowing EventBatch, to statement: borrowing Statement
  ) throws(SQLiteError) {
    try bindTaskID(slots, of: batch, to: statement, at: 1)
    try statement.bind(prefix, at: 2)
  }

  private func bindTaskID(
    _ slots: Int, of batch: borrowing EventBatch, to statement: borrowing Statement, at index: Int32
  ) throws(SQLiteError) {
    let id = batch.slots[slots + .taskID]
    if id.kind == .blob {
      try statement.bindBorrowedBlob(batch.bytes[id.slice], at: index)
    } else {
      try statement.bindBorrowedText(batch.bytes[id.slice], at: index)
    }
  }

  private func remove(_ row: Int64) throws(SQLiteError) {
    try totals.add(-1, forTasks: row...row)
    for removal in merge.removals {
      try removal.statement.bind(row, at: 1)
      try removal.statement.run()
    }
  }

  private func keepSuperseded(
    _ slots: Int, _ prefix: Int64, _ rank: Rank, _ loggedAt: Int64, _ logStream: Int64?,
    _ message: UnsafeRawBufferPointer, of batch: borrowing EventBatch
  ) throws(SQLiteError) {
    try merge.keepSuperseded.bind(prefix, at: 1)
    try bindTaskID(slots, of: batch, to: merge.keepSuperseded, at: 2)
    try merge.keepSuperseded.bind(rank.version, at: 3)
    try merge.keepSuperseded.bind(rank.updatedAt, at: 4)
    try merge.keepSuperseded.bind(loggedAt, at: 5)
    if let logStream {
      try merge.keepSuperseded.bind(logStream, at: 6)
    } else {
      try merge.keepSuperseded.bindNull(at: 6)
    }
    try merge.keepSuperseded.bindBorrowedText(message, at: 7)
    try merge.keepSuperseded.run()
  }
}

extension Int {
  /// The slot of a column of the task whose slots begin here.
  fileprivate static func + (slots: Int, column: TaskColumn) -> Int { slots + column.rawValue }
}
