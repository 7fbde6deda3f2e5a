import SQLite
import Time

/// Deletes expired tasks and superseded events.
extension Pruner {
  /// Deletes expired tasks, the oldest first.
  func deleteTasks(
    into summary: inout PruneSummary, _ progress: (PruneProgress) throws -> Void
  ) throws {
    let total = try count("SELECT count(*) FROM tasks WHERE logged_at < ?1", summary.deleted.cutoff)
    let deletion = try TaskDeletion(connection)
    while true {
      try progress(PruneProgress(phase: .tasks, done: summary.deleted.tasks, total: total))
      var deleted = summary.deleted
      try deletion.deleteBatch(into: &deleted)
      guard deleted != summary.deleted else { return }
      summary.deleted = deleted
      summary.batches += 1
    }
  }

  /// Deletes expired superseded events.
  ///
  /// They are searched for outside any write transaction: there is no index on their log time, and each fills a page.
  func deleteSuperseded(
    into summary: inout PruneSummary, _ progress: (PruneProgress) throws -> Void
  ) throws {
    let cutoff = summary.deleted.cutoff
    let expired = try expiredSuperseded(before: cutoff)
    let delete = try connection.prepare("DELETE FROM superseded WHERE id = ?1 AND logged_at < ?2")
    try delete.bind(cutoff, at: 2)
    var next = 0
    while next < expired.count {
      try progress(PruneProgress(phase: .superseded, done: next, total: expired.count))
      var deleted = summary.deleted
      next = try inBatch { () throws(SQLiteError) in
        let clock = BatchClock()
        var position = next
        repeat {
          try delete.bind(expired[position].id, at: 1)
          try delete.run()
          if connection.changes > 0 {
            deleted.superseded += 1
            deleted.note(loggedAt: expired[position].loggedAt)
          }
          position += 1
        } while position < expired.count && !clock.isOver
        return position
      }
      summary.deleted = deleted
      summary.batches += 1
    }
  }

  private func expiredSuperseded(
    before cutoff: Int64
  ) throws(SQLiteError) -> [(id: Int64, loggedAt: Int64)] {
    let select = try connection.prepare(
      "SELECT id, logged_at FROM superseded WHERE logged_at < ?1 ORDER BY id", persistent: false)
    try select.bind(cutoff, at: 1)
    var found: [(id: Int64, loggedAt: Int64)] = []
    while try select.step() { found.append((select.integer(at: 0), select.integer(at: 1))) }
    return found
  }

  private func count(_ sql: String, _ cutoff: Int64) throws(SQLiteError) -> Int {
    let select = try connection.prepare(sql, persistent: false)
    try select.bind(cutoff, at: 1)
    return try select.step() ? Int(select.integer(at: 0)) : 0
  }
}

/// The statements that delete tasks with all their rows.
private final class TaskDeletion {
  private let connection: Connection
  private let select: Statement
  private let containers: Statement
  private let attachments: Statement
  private let nonconformingValues: Statement
  private let provisional: Statement
  private let tasks: Statement
  private let totals: DailyTotals

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    select = try connection.prepare(
      """
      SELECT id, logged_at FROM tasks WHERE logged_at < ?1
      ORDER BY logged_at LIMIT \(Pruner.batchTasksMax)
      """)
    let children = "WHERE id BETWEEN ?1 << 10 AND ?2 << 10 | 1023"
    containers = try connection.prepare("DELETE FROM containers \(children)")
    attachments = try connection.prepare("DELETE FROM attachments \(children)")
    nonconformingValues = try connection.prepare(
      "DELETE FROM nonconforming_values WHERE task BETWEEN ?1 AND ?2")
    provisional = try connection.prepare("DELETE FROM provisional WHERE task BETWEEN ?1 AND ?2")
    tasks = try connection.prepare("DELETE FROM tasks WHERE id BETWEEN ?1 AND ?2")
    totals = try DailyTotals(connection)
  }

  /// Deletes one batch of the oldest expired tasks in its own transaction.
  func deleteBatch(into deleted: inout PrunePlan) throws(SQLiteError) {
    let transaction = try CountedTransaction(connection, totals)
    let clock = BatchClock()
    let expired = try selectBatch(before: deleted.cutoff)
    var position = 0
    while position < expired.count {
      let end = endOfRun(expired, from: position)
      try delete(expired[position].id, expired[end - 1].id, into: &deleted)
      for task in expired[position..<end] { deleted.note(loggedAt: task.loggedAt) }
      position = end
      if clock.isOver { break }
    }
    try transaction.commit()
  }

  /// In the order of their rows, so that adjacent rows are deleted together.
  private func selectBatch(
    before cutoff: Int64
  ) throws(SQLiteError) -> [(id: Int64, loggedAt: Int64)] {
    try select.bind(cutoff, at: 1)
    defer { select.reset() }
    var batch: [(id: Int64, loggedAt: Int64)] = []
    while try select.step() { batch.append((select.integer(at: 0), select.integer(at: 1))) }
    return batch.sorted { $0.id < $1.id }
  }

  /// The end of the tasks whose ids are consecutive.
  private func endOfRun(
    _ expired: [(id: Int64, loggedAt: Int64)], from start: Int
  ) -> Int {
    var end = start + 1
    while end < expired.count, expired[end].id == expired[end - 1].id + 1,
      expired[end].id - expired[start].id < Pruner.runLengthMax
    {
      end += 1
    }
    return end
  }

  private func delete(
    _ first: Int64, _ last: Int64, into deleted: inout PrunePlan
  ) throws(SQLiteError) {
    try totals.add(-1, forTasks: first...last)
    deleted.containers += try run(containers, first, last)
    deleted.attachments += try run(attachments, first, last)
    deleted.nonconformingValues += try run(nonconformingValues, first, last)
    _ = try run(provisional, first, last)
    deleted.tasks += try run(tasks, first, last)
  }

  private func run(
    _ statement: borrowing Statement, _ first: Int64, _ last: Int64
  ) throws(SQLiteError) -> Int {
    try statement.bind(first, at: 1)
    try statement.bind(last, at: 2)
    try statement.run()
    return connection.changes
  }
}

/// Tells when a batch should end, so that other writers do not wait long.
struct BatchClock {
  private let time: TimeSource
  private let end: Int64

  init(_ time: TimeSource = .system) {
    self.time = time
    end = time.uptimeNanoseconds + Pruner.batchMillisecondsMax * 1_000_000
  }

  var isOver: Bool { time.uptimeNanoseconds >= end }
}
