package import SQLite

/// Records which files were imported, and what became of their records.
///
/// A file is recognized by its content, whatever its name. A file that has not changed since it was read is recognized
/// without reading it.
package final class IngestLedger {
  private let byFile: Statement
  private let byDigest: Statement
  private let insert: Statement
  private let insertSkipped: Statement
  let insertReject: Statement
  private let update: Statement
  private let hours: ExportHours
  /// What files that are being read again brought the first time, by their rows.
  private var former: [Int64: (counts: IngestCounts, hours: ExportHours.Former)] = [:]
  let connection: Connection

  /// Where a file's records came from.
  package struct Source {
    package var path: String
    /// Bytes, and nanoseconds since 1970.
    package var size: Int64
    package var modifiedAt: Int64
    /// When the file's inode last changed (ctime), in nanoseconds since 1970; nil for a stream.
    package var changedAt: Int64?

    package init(path: String, size: Int64, modifiedAt: Int64, changedAt: Int64?) {
      self.path = path
      self.size = size
      self.modifiedAt = modifiedAt
      self.changedAt = changedAt
    }
  }

  /// A file that was imported before.
  package struct Entry {
    package let export: Int64
    /// The log time of its earliest stop, in milliseconds since 1970; nil without one.
    package let firstLoggedAt: Int64?
    /// The log time of the latest stop that was left out because it had expired; nil if there was none.
    package let expiredUntil: Int64?
    /// Whether it is damaged and no intact file replaces it.
    package let isDamaged: Bool
    /// Whether members of it could not be read: another version may read them.
    package let isIncomplete: Bool
    /// The event pattern that kept stops of it out, as compact JSON; nil if none did.
    package let filter: String?
  }

  package init(_ archive: borrowing Archive) throws(SQLiteError) {
    let connection = archive.connection
    self.connection = connection
    hours = try ExportHours(connection)
    let entry =
      """
      SELECT id, first_logged_at, expired_until, damage > 0 AND resolved_by IS NULL,
        iif(filtered > 0 OR resolved_by IS NOT NULL, pattern, NULL), damage FROM exports
      """
    byFile = try connection.prepare(
      "\(entry) WHERE path = ?1 AND size = ?2 AND modified_at = ?3 AND changed_at = ?4")
    byDigest = try connection.prepare("\(entry) WHERE digest = ?1")
    insert = try connection.prepare(
      """
      INSERT INTO exports (id, digest, path, size, modified_at, changed_at, ingested_at, read, stored,
        duplicates, superseded, skipped, rejected, expired, warning)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0, 0, 0, NULL)
      """)
    insertSkipped = try connection.prepare(
      "INSERT INTO skipped (export_id, detail_type, last_status, count) VALUES (?1, ?2, ?3, ?4)")
    insertReject = try connection.prepare(
      """
      INSERT INTO rejects
        (export_id, line, byte_offset, reason, record, logged_at, log_stream_id, log_group_id, member)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """)
    // Records of this file that a later one of the same file displaced are already counted as what they became.
    update = try connection.prepare(
      """
      UPDATE exports SET digest = ?2, fingerprint = ?3, size = ?4, read = ?5, stored = stored + ?6,
        duplicates = duplicates + ?7, superseded = ?8, conflicting = ?9, skipped = ?10, rejected = rejected + ?11,
        expired = ?12, first_logged_at = ?13, last_logged_at = ?14, expired_until = ?15,
        damage = ?16, warning = ?17, unverified = ?18, content_fingerprint = ?19, content_size = ?20,
        filtered = ?21, pattern = ?22
      WHERE id = ?1
      """)
  }

  /// The entry of a file that has not changed since it was read: same path, size and times.
  package func entry(unchanged source: Source) throws(SQLiteError) -> Entry? {
    guard let changedAt = source.changedAt else { return nil }
    try byFile.bind(text: source.path, at: 1)
    try byFile.bind(source.size, at: 2)
    try byFile.bind(source.modifiedAt, at: 3)
    try byFile.bind(changedAt, at: 4)
    return try entry(byFile)
  }

  /// The entry of a file with this content.
  package func entry(digest: [UInt8]) throws(SQLiteError) -> Entry? {
    try byDigest.bind(.blob(digest), at: 1)
    return try entry(byDigest)
  }

  private func entry(_ select: borrowing Statement) throws(SQLiteError) -> Entry? {
    defer { select.reset() }
    guard try select.step() else { return nil }
    return Entry(
      export: select.integer(at: 0),
      firstLoggedAt: select.isNull(at: 1) ? nil : select.integer(at: 1),
      expiredUntil: select.isNull(at: 2) ? nil : select.integer(at: 2),
      isDamaged: select.integer(at: 3) != 0,
      isIncomplete: select.integer(at: 5) == Contents.Damage.incomplete.rawValue,
      filter: select.string(at: 4))
  }

  /// Adds a file whose records are about to be written; returns its id.
  ///
  /// - Parameters:
  ///   - digest: the digest of the file's bytes; empty for a stream, whose digest is not known yet.
  ///   - former: the entry that it replaces, if the file is read again.
  package func begin(
    _ source: Source, digest: [UInt8], now: Int64, replacing former: Int64? = nil
  ) throws(SQLiteError) -> Int64 {
    var known: (counts: IngestCounts, hours: ExportHours.Former)?
    if let former {
      known = try what(brought: former)
      try forget(former)
    }
    if let former { try insert.bind(former, at: 1) } else { try insert.bindNull(at: 1) }
    try insert.bind(.blob(digest), at: 2)
    try insert.bind(text: source.path, at: 3)
    try insert.bind(source.size, at: 4)
    try insert.bind(source.modifiedAt, at: 5)
    if let changedAt = source.changedAt {
      try insert.bind(changedAt, at: 6)
    } else {
      try insert.bindNull(at: 6)
    }
    try insert.bind(now, at: 7)
    try insert.run()
    self.former[connection.lastInsertRowID] = known
    return connection.lastInsertRowID
  }

  private func what(
    brought export: Int64
  ) throws(SQLiteError) -> (counts: IngestCounts, hours: ExportHours.Former) {
    let select = try connection.prepare(
      "SELECT stored, duplicates, superseded, conflicting FROM exports WHERE id = ?1",
      persistent: false)
    try select.bind(export, at: 1)
    var counts = IngestCounts()
    if try select.step() {
      counts.stored = Int(select.integer(at: 0))
      counts.duplicates = Int(select.integer(at: 1))
      counts.superseded = Int(select.integer(at: 2))
      counts.conflicting = Int(select.integer(at: 3))
    }
    return (counts, try hours.former(of: export))
  }

  /// Deletes the entry of a stream that was read before, which is known only at its end.
  package func forget(_ export: Int64, replacedBy new: Int64) throws(SQLiteError) {
    former[new] = try what(brought: export)
    try forget(export)
  }

  /// Deletes a file's entry, with its rejected and skipped records.
  package func forget(_ export: Int64) throws(SQLiteError) {
    for rows in [
      "rejects WHERE export_id", "skipped WHERE export_id", "export_hours WHERE export_id",
      "exports WHERE id",
    ] {
      let delete = try connection.prepare("DELETE FROM \(rows) = ?1", persistent: false)
      try delete.bind(export, at: 1)
      try delete.run()
    }
  }

  /// Records the current times of a known file, so that it need not be read the next time.
  package func note(_ source: Source, of entry: Entry) throws(SQLiteError) {
    let update = try connection.prepare(
      "UPDATE exports SET modified_at = ?3, changed_at = ?4 WHERE id = ?1 AND path = ?2",
      persistent: false)
    try update.bind(entry.export, at: 1)
    try update.bind(text: source.path, at: 2)
    try update.bind(source.modifiedAt, at: 3)
    guard let changedAt = source.changedAt else { return }
    try update.bind(changedAt, at: 4)
    try update.run()
  }

  /// Completes a file's entry.
  ///
  /// - Returns: its counts: those of a file that was read before include what it brought then.
  @discardableResult
  package func end(
    _ export: Int64, _ content: Content, _ contents: Contents
  ) throws(SQLiteError) -> IngestCounts {
    let former = former.removeValue(forKey: export)
    var counts = contents.counts
    if let former { counts.keep(former.counts) }
    try update.bind(export, at: 1)
    try update.bind(.blob(content.digest), at: 2)
    try update.bind(.blob(content.stored.digests), at: 3)
    let numbers: [Int64?] =
      [content.stored.size]
      + [
        counts.read, counts.stored, counts.duplicates, counts.superseded, counts.conflicting,
        counts.skipped, counts.rejected, counts.expired,
      ].map { Int64($0) }
      + [
        contents.loggedAt?.lowerBound, contents.loggedAt?.upperBound, contents.expiredUntil,
        Int64(contents.damage.rawValue),
      ]
    for (index, number) in numbers.enumerated() {
      try update.bind(number.map { .integer($0) } ?? .null, at: Int32(index) + 4)
    }
    try update.bind(contents.warning.map { .text($0) } ?? .null, at: 17)
    try update.bind(Int64(contents.unverified), at: 18)
    try update.bind(.blob(content.inflated.digests), at: 19)
    try update.bind(content.inflated.size, at: 20)
    try update.bind(Int64(counts.filtered), at: 21)
    try update.bind(contents.pattern.map { .text($0) } ?? .null, at: 22)
    try update.run()
    var formerHours = former?.hours ?? [:]
    try hours.add(contents.hours, export: export, after: &formerHours)
    for (kind, count) in contents.skipped {
      try insertSkipped.bind(export, at: 1)
      try insertSkipped.bind(text: kind.detailType, at: 2)
      try insertSkipped.bind(text: kind.lastStatus, at: 3)
      try insertSkipped.bind(Int64(count), at: 4)
      try insertSkipped.run()
    }
    return counts
  }

  /// The counts of a file that change when another one confirms or contradicts its provisional stops, and how many of those
  /// are left.
  package func provisionalCounts(
    of export: Int64
  ) throws(SQLiteError) -> (counts: IngestCounts, stops: Int) {
    let select = try connection.prepare(
      """
      SELECT stored, duplicates, rejected, (SELECT count(*) FROM provisional WHERE export_id = exports.id) FROM exports WHERE id = ?1
      """, persistent: false)
    try select.bind(export, at: 1)
    var counts = IngestCounts()
    guard try select.step() else { return (counts, 0) }
    counts.stored = Int(select.integer(at: 0))
    counts.duplicates = Int(select.integer(at: 1))
    counts.rejected = Int(select.integer(at: 2))
    return (counts, Int(select.integer(at: 3)))
  }

  /// Writes the hours of a file that is still being read, if there are many, and empties them.
  package func addHoursIfFull(_ export: Int64, _ contents: inout Contents) throws(SQLiteError) {
    guard contents.hours.isFull else { return }
    var known = former[export]?.hours ?? [:]
    try hours.add(contents.hours, export: export, after: &known)
    former[export]?.hours = known
    contents.hours = HourCounts()
  }

  /// Adds what was read later of a file's records.
  package func addHours(of contents: Contents, export: Int64) throws(SQLiteError) {
    try hours.add(contents.hours, export: export)
  }
}
