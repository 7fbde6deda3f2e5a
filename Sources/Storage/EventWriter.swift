package import Events
package import SQLite
import Verdicts

/// What became of the records of a file or a run.
///
/// `read` is the sum of all others.
package struct IngestCounts: Equatable, Sendable {
  package var read = 0
  /// Stops that made a row, or took the place of an older version of it.
  package var stored = 0
  package var duplicates = 0
  /// Stops that lost to a higher version of the same task.
  package var superseded = 0
  /// Stops that say something else than another of the same task, version and time of update.
  package var conflicting = 0
  /// JSON that is no stopped task.
  package var skipped = 0
  package var rejected = 0
  /// Stops older than the archive's policy keeps.
  package var expired = 0

  package init() {}

  package static func += (left: inout Self, right: Self) {
    left.read += right.read
    left.stored += right.stored
    left.duplicates += right.duplicates
    left.superseded += right.superseded
    left.conflicting += right.conflicting
    left.skipped += right.skipped
    left.rejected += right.rejected
    left.expired += right.expired
  }
}

extension IngestCounts {
  fileprivate mutating func count(_ kind: EventWriter.Resolution.Kind) {
    switch kind {
    case .stored: stored += 1
    case .duplicate: duplicates += 1
    case .superseded: superseded += 1
    case .conflicting: conflicting += 1
    case .rejected: rejected += 1
    }
  }
}

/// Writes captured events into the archive: the hot path of an ingest.
///
/// All is written between `begin` and `commit`. Where a task is in the archive already, `EventWriter+Merge` decides who
/// stays; `EventWriter+Verdict` says why a task stopped.
package final class EventWriter {
  let connection: Connection
  let path: String
  private let interners: [Interner]
  private let insertTask: Statement
  private let insertContainer: Statement
  private let insertAttachment: Statement
  private let insertMisfit: Statement
  let merge: MergeStatements
  let reader: MessageReader
  let provisional: ProvisionalRows
  var valueDigest = JSONValueDigest()

  /// The dictionary of each column, or -1.
  private let taskDictionaries = ArchiveTables.taskDictionaries
  private let containerDictionaries = ArchiveTables.containerDictionaries
  private let attachmentDictionaries = ArchiveTables.attachmentDictionaries
  let judge: Judge
  let verdicts: VerdictTable
  let totals: DailyTotals
  /// What is known of the stop that is being written.
  var facts = StopFacts()
  var reasons: [KnownReason] = []
  /// Where the texts of `reasons` are in the batch.
  var reasonTexts: [ByteSlice] = []
  var dailyKey: DailyKey?
  /// The patterns of reasons, by the ids of both.
  var patternsOfReasons = RecentValues<Int64>()
  /// What SQLite counts up when another connection has written, and when this one has.
  private var dataVersion: Int64?
  private var totalChanges = 0

  /// Prepares all statements.
  package init(_ archive: borrowing Archive) throws {
    connection = archive.connection
    path = archive.path
    let judge = Judge(sidecars: try SidecarList(in: archive.connection))
    self.judge = judge
    interners = try Dictionary.allCases.map { dictionary in
      try Interner(dictionary, of: archive.connection, tag: judge.tag(of: dictionary))
    }
    insertTask = try archive.connection.prepare(ArchiveTables.insertTask)
    insertContainer = try archive.connection.prepare(ArchiveTables.insertContainer)
    insertAttachment = try archive.connection.prepare(ArchiveTables.insertAttachment)
    insertMisfit = try archive.connection.prepare(
      "INSERT OR REPLACE INTO misfits (task, path, value) VALUES (?1, ?2, ?3)")
    merge = try MergeStatements(archive.connection)
    reader = try MessageReader(archive)
    provisional = try ProvisionalRows(archive.connection)
    verdicts = try VerdictTable(archive.connection, judge)
    totals = try DailyTotals(archive.connection)
  }

  /// A transaction in which stops are written; without `commit` it is rolled back.
  package struct WriteTransaction: ~Copyable {
    fileprivate let transaction: CountedTransaction
    fileprivate let writer: EventWriter

    /// Makes the rows permanent, and the totals of their days with them.
    package consuming func commit() throws(SQLiteError) {
      try transaction.commit()
      writer.totalChanges = writer.connection.totalChanges
    }
  }

  /// Begins a transaction.
  ///
  /// What is kept in memory is forgotten where it may be wrong: if the one before was rolled back, or if something else
  /// has written since, such as a prune that deletes texts.
  package func begin() throws(SQLiteError) -> WriteTransaction {
    let transaction = try CountedTransaction(connection, totals)
    let version = try connection.pragma("data_version")
    if version != dataVersion || totalChanges != connection.totalChanges { forget() }
    dataVersion = version
    try provisional.open()
    return WriteTransaction(transaction: transaction, writer: self)
  }

  private func forget() {
    for interner in interners { interner.removeAll() }
    reader.forget()
    verdicts.removeAll()
    patternsOfReasons.removeAll()
  }

  /// The id of a text in a small table.
  package func intern(
    _ text: UnsafeRawBufferPointer, in dictionary: Dictionary
  ) throws(SQLiteError) -> Int64 {
    try interners[dictionary.rawValue].intern(text).id
  }

  /// The id of a reason, and what its text says by itself.
  func internReason(
    _ text: UnsafeRawBufferPointer
  ) throws(SQLiteError) -> (id: Int64, finding: TextFinding) {
    let (id, tag) = try interners[Dictionary.reasons.rawValue].intern(text)
    return (id, TextFinding(number: tag))
  }

  /// What the name of a container tells of it; the name is interned with its row anyway.
  func internContainerName(
    _ name: UnsafeRawBufferPointer
  ) throws(SQLiteError) -> ContainerRole {
    let tag = try interners[Dictionary.containerNames.rawValue].intern(name).tag
    return ContainerRole(rawValue: UInt8(truncatingIfNeeded: tag)) ?? .main
  }

  /// Writes one stop and counts what became of it.
  ///
  /// - Parameter origin: where the record stands, if it came out of a damaged or cut gzip member.
  package func write(
    _ event: CapturedEvent, of batch: borrowing EventBatch, logStream: Int64?,
    origin: ProvisionalOrigin? = nil, counts: inout IngestCounts
  ) throws {
    if try insert(event, of: batch, logStream: logStream, origin) {
      counts.stored += 1
      return
    }
    switch try resolveConflict(event, of: batch, logStream: logStream, origin: origin) {
    case .replaces(let kind):
      guard try insert(event, of: batch, logStream: logStream, origin) else {
        throw ArchiveError.damaged(path: path, what: "a task that was removed is still there")
      }
      counts.count(kind)
    case .loses(let kind): counts.count(kind)
    }
  }

  /// Inserts the rows of a stop; false if its task is there already.
  private func insert(
    _ event: CapturedEvent, of batch: borrowing EventBatch, logStream: Int64?,
    _ origin: ProvisionalOrigin?
  ) throws -> Bool {
    try insertTaskRow(event, of: batch, logStream: logStream)
    guard connection.changes > 0 else { return false }
    if let dailyKey { totals.add(1, to: dailyKey) }
    let task = connection.lastInsertRowID
    var object = event.firstObject + 1
    for position in 0..<event.attachmentCount {
      try insertAttachmentRow(batch.objects[object], of: batch, task: task, position: position)
      object += 1
    }
    for position in 0..<event.containerCount {
      try insertContainerRow(batch.objects[object], of: batch, task: task, position: position)
      object += 1
    }
    for misfit in event.misfits { try insertMisfitRow(batch.misfits[misfit], event, batch, task) }
    if let origin { try provisional.mark(task, origin) }
    return true
  }

  private func insertTaskRow(
    _ event: CapturedEvent, of batch: borrowing EventBatch, logStream: Int64?
  ) throws {
    let object = batch.objects[event.firstObject]
    try insertTask.bind(event.loggedAt, at: TaskHead.loggedAt.rawValue)
    if let logStream {
      try insertTask.bind(logStream, at: TaskHead.logStream.rawValue)
    } else {
      try insertTask.bindNull(at: TaskHead.logStream.rawValue)
    }
    try bindShape(
      object, of: batch, to: insertTask, TaskHead.shape.rawValue, TaskHead.verbatim.rawValue)
    let (verdict, pattern) = try judge(event, of: batch)
    try insertTask.bind(verdict, at: TaskHead.verdict.rawValue)
    if let pattern {
      try insertTask.bind(pattern, at: TaskHead.pattern.rawValue)
    } else {
      try insertTask.bindNull(at: TaskHead.pattern.rawValue)
    }
    try bind(
      object, of: batch, to: insertTask, after: Int32(TaskHead.allCases.count), taskDictionaries)
    try insertTask.run()
  }

  private func insertContainerRow(
    _ object: CapturedObject, of batch: borrowing EventBatch, task: Int64, position: Int
  ) throws(SQLiteError) {
    try insertContainer.bind(
      ChildHead.id(task: task, position: position), at: ChildHead.id.rawValue)
    try bindShape(
      object, of: batch, to: insertContainer, ChildHead.shape.rawValue, ChildHead.verbatim.rawValue)
    try bind(
      object, of: batch, to: insertContainer, after: Int32(ChildHead.allCases.count),
      containerDictionaries)
    try insertContainer.run()
  }

  private func insertAttachmentRow(
    _ object: CapturedObject, of batch: borrowing EventBatch, task: Int64, position: Int
  ) throws(SQLiteError) {
    try insertAttachment.bind(
      ChildHead.id(task: task, position: position), at: ChildHead.id.rawValue)
    try bindShape(
      object, of: batch, to: insertAttachment, ChildHead.shape.rawValue,
      ChildHead.verbatim.rawValue)
    try bind(
      object, of: batch, to: insertAttachment, after: Int32(ChildHead.allCases.count),
      attachmentDictionaries)
    try insertAttachment.run()
  }

  private func insertMisfitRow(
    _ misfit: Misfit, _ event: CapturedEvent, _ batch: borrowing EventBatch, _ task: Int64
  ) throws(SQLiteError) {
    try insertMisfit.bind(task, at: 1)
    try insertMisfit.bind(text: event.path(of: misfit), at: 2)
    try insertMisfit.bindBorrowedText(batch.bytes[misfit.value], at: 3)
    try insertMisfit.run()
  }

  private func bindShape(
    _ object: CapturedObject, of batch: borrowing EventBatch, to statement: borrowing Statement,
    _ shape: Int32, _ verbatim: Int32
  ) throws(SQLiteError) {
    let id = try interners[Dictionary.shapes.rawValue].intern(
      batch.bytes[object.shape], hash: object.shapeHash
    ).id
    try statement.bind(id, at: shape)
    if object.verbatim.count == 0 {
      try statement.bindNull(at: verbatim)
    } else {
      try statement.bindBorrowedText(batch.bytes[object.verbatim], at: verbatim)
    }
  }

  private func bind(
    _ object: CapturedObject, of batch: borrowing EventBatch, to statement: borrowing Statement,
    after head: Int32, _ dictionaries: [Int]
  ) throws(SQLiteError) {
    for column in dictionaries.indices {
      let slot = batch.slots[object.slots + column]
      let index = head + Int32(column) + 1
      switch slot.kind {
      case .null: try statement.bindNull(at: index)
      case .integer: try statement.bind(slot.integer, at: index)
      case .blob: try statement.bindBorrowedBlob(batch.bytes[slot.slice], at: index)
      case .text:
        if dictionaries[column] < 0 {
          try statement.bindBorrowedText(batch.bytes[slot.slice], at: index)
        } else {
          let id = try interners[dictionaries[column]].intern(batch.bytes[slot.slice]).id
          try statement.bind(id, at: index)
        }
      }
    }
  }
}
