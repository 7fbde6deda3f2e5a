import Events
import JSON
import SQLite

/// Decides which event is kept when a task comes again: one with an id, as all have that EventBridge delivered, before
/// what was put together from a `detail` alone or an answer of the ECS API; then the highest `version`, then the latest `updatedAt`, then the
/// earliest log time, then the text that sorts first; then the one whose log stream, log group and ingestion time are
/// known, or sort first. An intact record comes before a provisional one. So the order of reading makes no
/// difference.
///
/// The event that loses is kept in `superseded`, unless it says the same as another of its version: then it is a
/// duplicate.
extension EventWriter {
  enum Resolution {
    /// It replaces the row.
    case replaces(Kind)
    /// The row stays.
    case loses(Kind)

    enum Kind {
      case stored, duplicate, superseded, conflicting, rejected
    }
  }

  /// One of two records of the same task: its rank, and what decides between records of equal rank.
  struct Candidate {
    var rank: Rank
    var loggedAt: Int64
    var log: LogPlace
    var ingestionTime: Int64?
    /// Set if the record came from a damaged gzip member.
    var origin: ProvisionalOrigin?
  }

  struct Rank: Comparable {
    /// Whether the event has an id.
    var isDelivered: Bool
    var version: Int64
    var updatedAt: Int64
    static let missingVersion: Int64 = -1

    static func < (left: Rank, right: Rank) -> Bool {
      if left.isDelivered != right.isDelivered { return right.isDelivered }
      return (left.version, left.updatedAt) < (right.version, right.updatedAt)
    }
  }

  /// The key of a task's rows: its id in the batch, and the id of its ARN's prefix.
  struct TaskKey {
    var slots: Int
    var prefix: Int64
  }

  /// Decides between the new record and the row, and deletes the row if the new record wins.
  func resolveConflict(
    _ event: CapturedEvent, of batch: borrowing EventBatch, log: LogPlace,
    origin: ProvisionalOrigin?
  ) throws -> Resolution {
    let slots = batch.objects[event.firstObject].slots
    let prefix = try intern(
      batch.bytes[batch.slots[slots + TaskColumn.taskPrefix.rawValue].slice], in: .arnPrefixes)
    let key = TaskKey(slots: slots, prefix: prefix)
    let new = Candidate(
      rank: Rank(
        isDelivered: batch.slots[slots + TaskColumn.eventID].kind != .null,
        version: integer(slots + .version, of: batch) ?? Rank.missingVersion,
        updatedAt: integer(slots + .updatedAt, of: batch) ?? .min),
      loggedAt: event.loggedAt, log: log, ingestionTime: event.ingestionTime, origin: origin)
    try bindKey(key, of: batch, to: merge.find)
    defer { merge.find.reset() }
    guard try merge.find.step() else {
      throw ArchiveError.damaged(path: path, what: "a conflict without a row")
    }
    let row = merge.find.integer(at: 0)
    let old = Candidate(
      rank: Rank(
        isDelivered: !merge.find.isNull(at: 7),
        version: merge.find.isNull(at: 1) ? Rank.missingVersion : merge.find.integer(at: 1),
        updatedAt: merge.find.isNull(at: 2) ? .min : merge.find.integer(at: 2)),
      loggedAt: merge.find.integer(at: 3),
      log: LogPlace(stream: found(at: 4), group: found(at: 5)), ingestionTime: found(at: 6),
      origin: try provisional.origin(ofTask: row))
    let message = batch.bytes[event.message]
    return try reader.withMessage(ofTask: row) { oldMessage in
      let pair = Pair(new: new, old: old, message: message, oldMessage: oldMessage)
      let resolution =
        new.origin == nil && old.origin == nil
        ? try resolveIntact(pair, key, of: batch) : try resolveProvisional(pair)
      if case .replaces = resolution { try remove(row) }
      return resolution
    }
  }

  /// Two records of the same task, with their messages.
  struct Pair {
    let new: Candidate
    let old: Candidate
    let message: UnsafeRawBufferPointer
    let oldMessage: UnsafeRawBufferPointer
  }

  private func resolveIntact(
    _ pair: Pair, _ key: TaskKey, of batch: borrowing EventBatch
  ) throws -> Resolution {
    let (new, old) = (pair.new, pair.old)
    if new.rank > old.rank {
      // Counted as the pair that they are, so that the order of reading makes no difference to the sums either.
      try keepSuperseded(key, old, pair.oldMessage, of: batch)
      return .replaces(.superseded)
    }
    if new.rank < old.rank {
      let isKnown = try isSuperseded(key, new, pair.message, of: batch)
      try keepSuperseded(key, new, pair.message, of: batch)
      return .loses(isKnown ? .duplicate : .superseded)
    }
    let isFirst = try isFirst(pair)
    guard !pair.message.elementsEqual(pair.oldMessage),
      valueDigest.digest(of: pair.message) != valueDigest.digest(of: pair.oldMessage)
    else { return isFirst ? .replaces(.duplicate) : .loses(.duplicate) }
    // A third record that says the same may have lost before.
    let isKnown = try isSuperseded(key, new, pair.message, of: batch)
    if isFirst {
      try drop(key, new, pair.message, of: batch)
      try keepSuperseded(key, old, pair.oldMessage, of: batch)
    } else {
      try keepSuperseded(key, new, pair.message, of: batch)
    }
    let kind: Resolution.Kind = isKnown ? .duplicate : .conflicting
    return isFirst ? .replaces(kind) : .loses(kind)
  }

  /// Whether the new record sorts before the row: by log time, then message, then what is known of its place.
  func isFirst(_ pair: Pair) throws(SQLiteError) -> Bool {
    let (new, old) = (pair.new, pair.old)
    if new.loggedAt != old.loggedAt { return new.loggedAt < old.loggedAt }
    let order = compare(pair.message, pair.oldMessage)
    if order != 0 { return order < 0 }
    if new.log == old.log, new.ingestionTime == old.ingestionTime { return false }
    let places = [
      new.log.stream, new.log.group, new.ingestionTime, old.log.stream, old.log.group,
      old.ingestionTime,
    ]
    for (position, place) in places.enumerated() {
      try merge.places.bind(place.value, at: Int32(position) + 1)
    }
    defer { merge.places.reset() }
    return try merge.places.step() && merge.places.integer(at: 0) != 0
  }

  private func found(at column: Int32) -> Int64? {
    merge.find.isNull(at: column) ? nil : merge.find.integer(at: column)
  }

  private func integer(_ slot: Int, of batch: borrowing EventBatch) -> Int64? {
    batch.slots[slot].kind == .integer ? batch.slots[slot].integer : nil
  }

  private func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    if left.elementsEqual(right) { return 0 }
    return left.lexicographicallyPrecedes(right) ? -1 : 1
  }

  /// Deletes a task with all its rows.
  func remove(_ row: Int64) throws(SQLiteError) {
    try totals.add(-1, forTasks: row...row)
    for removal in merge.removals {
      try removal.statement.bind(row, at: 1)
      try removal.statement.run()
    }
  }
}

/// The rows of `superseded`.
extension EventWriter {
  private func keepSuperseded(
    _ key: TaskKey, _ loser: Candidate, _ message: UnsafeRawBufferPointer,
    of batch: borrowing EventBatch
  ) throws(SQLiteError) {
    try bind(key, loser, message, of: batch, to: merge.keepSuperseded)
    try merge.keepSuperseded.bind(loser.loggedAt, at: 6)
    try merge.keepSuperseded.bind(loser.log.stream.value, at: 7)
    try merge.keepSuperseded.bind(loser.log.group.value, at: 8)
    try merge.keepSuperseded.bind(loser.ingestionTime.value, at: 9)
    try merge.keepSuperseded.bindBorrowedText(message, at: 10)
    try merge.keepSuperseded.run()
  }

  private func isSuperseded(
    _ key: TaskKey, _ candidate: Candidate, _ message: UnsafeRawBufferPointer,
    of batch: borrowing EventBatch
  ) throws(SQLiteError) -> Bool {
    try bind(key, candidate, message, of: batch, to: merge.findSuperseded)
    defer { merge.findSuperseded.reset() }
    return try merge.findSuperseded.step()
  }

  /// Deletes a superseded event that says the same as the record that now has the row.
  private func drop(
    _ key: TaskKey, _ candidate: Candidate, _ message: UnsafeRawBufferPointer,
    of batch: borrowing EventBatch
  ) throws(SQLiteError) {
    try bind(key, candidate, message, of: batch, to: merge.dropSuperseded)
    try merge.dropSuperseded.run()
  }

  private func bind(
    _ key: TaskKey, _ candidate: Candidate, _ message: UnsafeRawBufferPointer,
    of batch: borrowing EventBatch, to statement: borrowing Statement
  ) throws(SQLiteError) {
    try bindKey(key, of: batch, to: statement)
    try statement.bind(candidate.rank.version, at: 3)
    try statement.bind(candidate.rank.updatedAt, at: 4)
    try statement.bind(Int64(bitPattern: valueDigest.digest(of: message)), at: 5)
  }

  private func bindKey(
    _ key: TaskKey, of batch: borrowing EventBatch, to statement: borrowing Statement
  ) throws(SQLiteError) {
    let id = batch.slots[key.slots + .taskID]
    if id.kind == .blob {
      try statement.bindBorrowedBlob(batch.bytes[id.slice], at: 1)
    } else {
      try statement.bindBorrowedText(batch.bytes[id.slice], at: 1)
    }
    try statement.bind(key.prefix, at: 2)
  }
}

extension Int64? {
  /// As SQLite takes it.
  fileprivate var value: Value { map { .integer($0) } ?? .null }
}
