package import Events
import JSON
package import SQLite
import Verdicts

/// Writes captured events to the archive: the hot path of an ingest.
///
/// Everything is written between `begin` and `commit`. For each stop, `EventWriter+Classification` determines why the
/// task stopped, and `EventWriter+Rows` inserts its rows. If the task is already in the archive, `EventWriter+Merge`
/// decides which event is kept.
package final class EventWriter {
  let connection: Connection
  let path: String
  /// Indexed by the numbers of their tables.
  let interners: [Interner]
  let insertTask: Statement
  let insertContainer: Statement
  let insertAttachment: Statement
  let insertNonconforming: Statement
  let merge: MergeStatements
  let reader: MessageReader
  let provisional: ProvisionalRows
  /// The number of shapes in the archive, for what captures the events that are written.
  package let shapes = ShapeCount()
  var valueDigest = JSONValueDigest()

  let classifier: StopClassifier
  let verdicts: VerdictTable
  let patterns: ReasonPatterns
  let totals: DailyTotals
  /// What the rules look at in the stop that is being written.
  var stopRows = StopRows()
  /// Counters that change when another connection has written, and when this one has.
  private var dataVersion: Int64?
  private var totalChanges = 0

  /// Prepares all statements.
  package init(_ archive: borrowing Archive) throws {
    connection = archive.connection
    path = archive.path
    let rules = VerdictClassifier(sidecars: try SidecarList(in: archive.connection))
    classifier = StopClassifier(rules)
    interners = try TextTable.allCases.map { textTable in
      try Interner(textTable, of: archive.connection, tag: rules.tag(of: textTable))
    }
    insertTask = try archive.connection.prepare(ArchiveTables.insertTask)
    insertContainer = try archive.connection.prepare(ArchiveTables.insertContainer)
    insertAttachment = try archive.connection.prepare(ArchiveTables.insertAttachment)
    insertNonconforming = try archive.connection.prepare(
      "INSERT OR REPLACE INTO nonconforming_values (task, path, value) VALUES (?1, ?2, ?3)")
    merge = try MergeStatements(archive.connection)
    reader = try MessageReader(archive)
    provisional = try ProvisionalRows(archive.connection)
    verdicts = try VerdictTable(archive.connection, rules)
    patterns = try ReasonPatterns(
      archive.connection, interners[TextTable.reasonPatterns.rawValue])
    totals = try DailyTotals(archive.connection)
    try countShapes()
  }

  /// A transaction in which stops are written; it is rolled back unless it is committed.
  package struct WriteTransaction: ~Copyable {
    fileprivate let transaction: CountedTransaction
    fileprivate let writer: EventWriter

    /// Commits the rows together with their daily totals.
    package consuming func commit() throws(SQLiteError) {
      try transaction.commit()
      writer.totalChanges = writer.connection.totalChanges
    }
  }

  /// Begins a transaction.
  ///
  /// Caches are dropped where they may be wrong: if the previous transaction was rolled back, or if another connection
  /// has written since, for example a prune that deleted strings.
  package func begin() throws(SQLiteError) -> WriteTransaction {
    let transaction = try CountedTransaction(connection, totals)
    let version = try connection.pragma("data_version")
    if version != dataVersion || totalChanges != connection.totalChanges { try forget() }
    dataVersion = version
    try provisional.open()
    return WriteTransaction(transaction: transaction, writer: self)
  }

  private func countShapes() throws(SQLiteError) {
    shapes.set(Int(try connection.integer("SELECT count(*) FROM shapes") ?? 0))
  }

  private func forget() throws(SQLiteError) {
    for interner in interners { interner.removeAll() }
    reader.forget()
    verdicts.removeAll()
    patterns.removeAll()
    try countShapes()
  }

  /// The id of a string in a text table.
  func intern(
    _ text: UnsafeRawBufferPointer, in textTable: TextTable
  ) throws(SQLiteError) -> Int64 {
    try interners[textTable.rawValue].intern(text).id
  }

  /// The id of a string in a text table.
  func intern(_ text: String, in textTable: TextTable) throws -> Int64 {
    var text = text
    return try text.withUTF8 { try intern(UnsafeRawBufferPointer($0), in: textTable) }
  }

  /// Writes one stop and counts the result.
  ///
  /// - Parameter origin: the position of the record if it came from a damaged or truncated gzip member.
  func write(
    _ event: CapturedEvent, of batch: borrowing EventBatch, log: LogPlace,
    origin: ProvisionalOrigin? = nil, counts: inout IngestCounts
  ) throws {
    let stop = try classify(event, of: batch)
    if try insert(event, stop, of: batch, log: log, origin) {
      counts.stored += 1
      return
    }
    switch try resolveConflict(event, of: batch, log: log, origin: origin) {
    case .replaces(let kind):
      guard try insert(event, stop, of: batch, log: log, origin) else {
        throw ArchiveError.damaged(path: path, what: "a task that was removed is still there")
      }
      counts.count(kind)
    case .loses(let kind): counts.count(kind)
    }
  }
}
