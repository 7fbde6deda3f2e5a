import Events
package import SQLite

/// Deletes what has expired, in short transactions, and frees the space.
///
/// What was logged before a cutoff has expired: tasks with their containers, attachments and nonconforming values, and
/// superseded events by their own log time. Then the strings that nothing refers to any longer are deleted from the
/// text tables.
///
/// A prune may be killed at any point. Each batch is a transaction of its own, and what is left to do is always read
/// from the archive, so that the next prune continues. Readers keep their view of the archive meanwhile. An
/// `EventWriter` drops its cached ids when it begins its next transaction.
package struct Pruner {
  /// A write transaction deletes at most this many tasks, and begins nothing more after this time.
  static let batchTasksMax = 5_000
  static let batchMillisecondsMax: Int64 = 50
  /// Tasks deleted by one statement.
  static let runLengthMax: Int64 = 256

  let connection: Connection

  package init(_ archive: borrowing Archive) {
    connection = archive.connection
  }

  /// What a prune would delete now.
  ///
  /// It writes nothing, so an archive opened for reading is sufficient.
  ///
  /// - Parameter cutoff: the earliest log time that is kept, in milliseconds since 1970.
  package func plan(before cutoff: Int64) throws(SQLiteError) -> PrunePlan {
    let transaction = try Transaction(connection, .deferred)
    var plan = PrunePlan(cutoff: cutoff)
    let use = try TextUse(connection, before: cutoff)
    plan.tasks = use.expiredTasks.count
    plan.containers = use.expiredRows["containers"] ?? 0
    plan.attachments = use.expiredRows["attachments"] ?? 0
    plan.superseded = use.expiredRows["superseded"] ?? 0
    plan.nonconformingValues = try countNonconformingValues(of: use.expiredTasks)
    try noteLogTimes(in: &plan)
    for textTable in TextTable.allCases {
      for row in try unusedTexts(in: textTable, use) {
        plan.note(unused: row.id, row.text, in: textTable)
      }
    }
    try transaction.commit()
    return plan
  }

  /// How many tasks a prune would delete now, and how many there are.
  package func expiredShare(before cutoff: Int64) throws(SQLiteError) -> (expired: Int, all: Int) {
    let select = try connection.prepare(
      """
      SELECT (SELECT count(*) FROM tasks WHERE logged_at < ?1),
        (SELECT coalesce(sum(stops), 0) FROM daily_stops)
      """, persistent: false)
    try select.bind(cutoff, at: 1)
    guard try select.step() else { return (0, 0) }
    return (Int(select.integer(at: 0)), Int(select.integer(at: 1)))
  }

  /// Deletes what was logged before a cutoff.
  ///
  /// - Parameter progress: called between transactions; an error that it throws ends the prune, and nothing is lost.
  package func prune(
    before cutoff: Int64, progress: (PruneProgress) throws -> Void = { _ in }
  ) throws -> PruneSummary {
    var summary = PruneSummary(deleted: PrunePlan(cutoff: cutoff))
    try notePrune(before: cutoff)
    try deleteTasks(into: &summary, progress)
    try deleteSuperseded(into: &summary, progress)
    try inBatch { () throws(SQLiteError) in try VerdictTable.deleteUnused(in: connection) }
    try deleteHours(before: cutoff)
    try deleteUnusedTexts(into: &summary, progress)
    summary.bytesReturned = try returnSpace(progress)
    return summary
  }
}

extension Pruner {
  /// Records what is about to be deleted, so that an ingest of the same files can say why it imports nothing.
  private func notePrune(before cutoff: Int64) throws(SQLiteError) {
    try inBatch { () throws(SQLiteError) in
      let update = try connection.prepare(
        """
        INSERT INTO settings (name, value)
        SELECT '\(Archive.prunedBeforeName)', ?1
        WHERE EXISTS (SELECT 1 FROM tasks WHERE logged_at < ?1)
        ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)
        """, persistent: false)
      try update.bind(cutoff, at: 1)
      try update.run()
    }
  }

  /// Deletes what the ledger says of hours of which no stop is left.
  private func deleteHours(before cutoff: Int64) throws(SQLiteError) {
    try inBatch { () throws(SQLiteError) in
      let delete = try connection.prepare(
        "DELETE FROM export_hours WHERE last_at < ?1", persistent: false)
      try delete.bind(cutoff, at: 1)
      try delete.run()
    }
  }

  /// Runs a body in its own write transaction.
  func inBatch<R>(_ body: () throws(SQLiteError) -> R) throws(SQLiteError) -> R {
    let transaction = try Transaction(connection)
    let result = try body()
    try transaction.commit()
    return result
  }

  private func countNonconformingValues(of tasks: IDSet) throws(SQLiteError) -> Int {
    let select = try connection.prepare("SELECT task FROM nonconforming_values", persistent: false)
    var count = 0
    while try select.step() {
      if tasks.contains(select.integer(at: 0)) { count += 1 }
    }
    return count
  }

  private func noteLogTimes(in plan: inout PrunePlan) throws(SQLiteError) {
    let select = try connection.prepare(
      """
      SELECT min(logged_at), max(logged_at) FROM tasks WHERE logged_at < ?1
      UNION ALL SELECT min(logged_at), max(logged_at) FROM superseded WHERE logged_at < ?1
      """, persistent: false)
    try select.bind(plan.cutoff, at: 1)
    while try select.step() {
      guard !select.isNull(at: 0) else { continue }
      plan.note(loggedAt: select.integer(at: 0))
      plan.note(loggedAt: select.integer(at: 1))
    }
  }
}
