import Events
import JSON
package import SQLite

/// Finds rejected records that are no longer missing, because their tasks have arrived in intact files.
package final class RejectResolver {
  /// So many rejects are looked at after an ingest, the latest first, so that a file of millions does not slow down each
  /// ingest that follows.
  private static let rejectsMax = 20_000
  /// The beginning of an event that is longer than this has its id, and is the beginning of no other.
  private static let tellingBytes = 64

  private let connection: Connection
  private let writer: EventWriter
  private let find: Statement
  private let findAtTime: Statement
  private let resolve: Statement
  private let parser = JSONParser()

  package init(_ archive: borrowing Archive, _ writer: EventWriter) throws(SQLiteError) {
    connection = archive.connection
    self.writer = writer
    let intact = "NOT EXISTS (SELECT 1 FROM provisional WHERE task = t.id)"
    find = try connection.prepare(
      """
      SELECT 1 FROM tasks AS t JOIN arn_prefixes AS p ON p.id = t.task_prefix_id
      WHERE t.task_id = ?1 AND p.prefix = ?2 AND \(intact)
      """)
    findAtTime = try connection.prepare(
      "SELECT t.id FROM tasks AS t WHERE t.logged_at = ?1 AND \(intact)")
    resolve = try connection.prepare(
      "UPDATE rejects SET resolution = ?2, resolved_at = ?3 WHERE id = ?1")
  }

  /// Marks the rejects whose tasks are in the archive; returns their number.
  ///
  /// It belongs in a transaction of the writer.
  ///
  /// - Parameter now: milliseconds since 1970.
  package func resolveArrived(now: Int64) throws -> Int {
    let select = try connection.prepare(
      """
      SELECT id, logged_at, record FROM rejects WHERE resolution IS NULL
      ORDER BY id DESC LIMIT \(Self.rejectsMax)
      """, persistent: false)
    var arrived: [Int64] = []
    while try select.step() {
      let loggedAt = select.isNull(at: 1) ? nil : select.integer(at: 1)
      if try select.withBytes(at: 2, { try hasArrived($0, loggedAt: loggedAt) }) {
        arrived.append(select.integer(at: 0))
      }
    }
    for reject in arrived { try mark(reject, .arrived, now: now) }
    return arrived.count
  }

  /// Records what became of a reject.
  package func mark(
    _ reject: Int64, _ resolution: RejectResolution, now: Int64
  ) throws(SQLiteError) {
    try resolve.bind(reject, at: 1)
    try resolve.bind(text: resolution.rawValue, at: 2)
    try resolve.bind(now, at: 3)
    try resolve.run()
  }

  private func hasArrived(_ record: UnsafeRawBufferPointer, loggedAt: Int64?) throws -> Bool {
    let mentions = TaskMentions(record, parser: parser)
    if let tasks = mentions.tasks {
      for task in tasks { guard try isArchived(task) else { return false } }
      return true
    }
    guard !mentions.isWhole, let loggedAt else { return false }
    return try isBeginning(record, ofStopLoggedAt: loggedAt)
  }

  private func isArchived(_ task: TaskMentions.TaskARN) throws(SQLiteError) -> Bool {
    var blob = [UInt8](repeating: 0, count: 16)
    let isHex =
      task.id.count == 32
      && task.id.withUnsafeBytes { digits in
        blob.withUnsafeMutableBytes { out in
          out.assumingMemoryBound(to: UInt8.self).baseAddress
            .map { Hex.read(digits, into: $0) } ?? false
        }
      }
    try find.bind(isHex ? .blob(blob) : .text(String(decoding: task.id, as: UTF8.self)), at: 1)
    try find.bind(text: String(decoding: task.prefix, as: UTF8.self), at: 2)
    defer { find.reset() }
    return try find.step()
  }

  /// Whether a truncated record is the beginning of an event that was logged at the same time.
  private func isBeginning(
    _ record: UnsafeRawBufferPointer, ofStopLoggedAt time: Int64
  ) throws -> Bool {
    var tasks: [Int64] = []
    try findAtTime.bind(time, at: 1)
    while try findAtTime.step() { tasks.append(findAtTime.integer(at: 0)) }
    findAtTime.reset()
    guard record.count >= Self.tellingBytes || tasks.count == 1 else { return false }
    for task in tasks {
      let begins = try writer.reader.withMessage(ofTask: task) { message in
        message.count >= record.count && message.prefix(record.count).elementsEqual(record)
      }
      if begins { return true }
    }
    return false
  }
}

/// What became of a rejected record.
package enum RejectResolution: String, CaseIterable, Sendable {
  // A retry read it: as a stop that was added, or that lost to another event of its task.
  case stored, duplicate, superseded, conflicting
  /// A retry found that it is not a stopped task.
  case skipped
  // A retry read it, and the retention or the pattern of its file leaves it out.
  case expired, filtered
  /// The tasks that it names are in the archive, from intact files.
  case arrived
  /// It is of a damaged file whose stops were all recovered.
  case recovered
  /// Somebody looked at it and decided that it is not a stop, or not worth reading.
  case dismissed
}
