package import SQLite

/// Which files are in the archive, by content: a file that is in is not read again, whatever its name.
package final class IngestLedger {
  private let byFile: Statement
  private let byDigest: Statement
  private let insert: Statement
  private let insertSkipped: Statement
  private let insertReject: Statement
  private let update: Statement
  private let connection: ConnectionReference

  /// Where a file's records came from.
  package struct Source {
    package var path: String
    /// Bytes, and nanoseconds since 1970.
    package var size: Int64
    package var modifiedAt: Int64

    package init(path: String, size: Int64, modifiedAt: Int64) {
      self.path = path
      self.size = size
      self.modifiedAt = modifiedAt
    }
  }

  package init(_ archive: borrowing Archive) throws(SQLiteError) {
    let connection = archive.connection.reference
    self.connection = connection
    byFile = try connection.prepare(
      "SELECT 1 FROM exports WHERE path = ?1 AND size = ?2 AND modified_at = ?3")
    byDigest = try connection.prepare("SELECT 1 FROM exports WHERE digest = ?1")
    insert = try connection.prepare(
      """
      INSERT INTO exports (digest, path, size, modified_at, ingested_at, read, stored, duplicates,
        superseded, skipped, rejected, expired, warning)
      VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, 0, NULL)
      """)
    insertSkipped = try connection.prepare(
      "INSERT INTO skipped (export_id, detail_type, last_status, count) VALUES (?1, ?2, ?3, ?4)")
    insertReject = try connection.prepare(
      """
      INSERT INTO rejects (export_id, line, byte_offset, reason, record)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """)
    update = try connection.prepare(
      """
      UPDATE exports SET digest = coalesce(?2, digest), read = ?3, stored = ?4, duplicates = ?5, superseded = ?6,
        skipped = ?7, rejected = ?8, expired = ?9, warning = ?10
      WHERE id = ?1
      """)
  }

  /// Whether a file of this name, size and time of change is in: no need to read it.
  package func contains(_ source: Source) throws(SQLiteError) -> Bool {
    try byFile.bind(text: source.path, at: 1)
    try byFile.bind(source.size, at: 2)
    try byFile.bind(source.modifiedAt, at: 3)
    defer { byFile.reset() }
    return try byFile.step()
  }

  /// Whether a file with this content is in.
  package func contains(digest: [UInt8]) throws(SQLiteError) -> Bool {
    try bind(digest, to: byDigest, at: 1)
    defer { byDigest.reset() }
    return try byDigest.step()
  }

  /// Enters a file whose records are about to be written; returns its id.
  package func begin(
    _ source: Source, digest: [UInt8], now: Int64
  ) throws(SQLiteError) -> Int64 {
    try bind(digest, to: insert, at: 1)
    try insert.bind(text: source.path, at: 2)
    try insert.bind(source.size, at: 3)
    try insert.bind(source.modifiedAt, at: 4)
    try insert.bind(now, at: 5)
    try insert.run()
    return connection.lastInsertRowID
  }

  /// Takes a file's entry back, with its rejects.
  package func forget(_ id: Int64) throws(SQLiteError) {
    for sql in ["DELETE FROM rejects WHERE export_id = ?1", "DELETE FROM exports WHERE id = ?1"] {
      let delete = try connection.prepare(sql, persistent: false)
      try delete.bind(id, at: 1)
      try delete.run()
    }
  }

  /// Completes a file's entry.
  ///
  /// - Parameter digest: of what was read, where it was not known when the file was begun.
  package func end(
    _ id: Int64, digest: [UInt8]?, _ counts: IngestCounts, skipped: [SkippedKind: Int],
    warning: String?
  ) throws(SQLiteError) {
    try update.bind(id, at: 1)
    if let digest { try bind(digest, to: update, at: 2) } else { try update.bindNull(at: 2) }
    let numbers = [
      counts.read, counts.stored, counts.duplicates, counts.superseded, counts.skipped,
      counts.rejected, counts.expired,
    ]
    for (index, number) in numbers.enumerated() {
      try update.bind(Int64(number), at: Int32(index) + 3)
    }
    if let warning { try update.bind(text: warning, at: 10) } else { try update.bindNull(at: 10) }
    try update.run()
    for (kind, count) in skipped {
      try insertSkipped.bind(id, at: 1)
      try insertSkipped.bind(text: kind.detailType, at: 2)
      try insertSkipped.bind(text: kind.lastStatus, at: 3)
      try insertSkipped.bind(Int64(count), at: 4)
      try insertSkipped.run()
    }
  }

  /// Keeps a record that cannot be read.
  package func reject(
    _ record: UnsafeRawBufferPointer, export: Int64, line: Int, byteOffset: Int, reason: String
  ) throws(SQLiteError) {
    try insertReject.bind(export, at: 1)
    try insertReject.bind(Int64(line), at: 2)
    try insertReject.bind(Int64(byteOffset), at: 3)
    try insertReject.bind(text: reason, at: 4)
    try insertReject.bindBorrowedBlob(record, at: 5)
    try insertReject.run()
  }

  private func bind(
    _ digest: [UInt8], to statement: borrowing Statement, at index: Int32
  ) throws(SQLiteError) {
    try statement.bind(.blob(digest), at: index)
  }
}

/// What a skipped record was: its `detail-type`, and `detail.lastStatus` of a task event.
package struct SkippedKind: Hashable, Sendable {
  package var detailType: String
  package var lastStatus: String

  package init(detailType: String, lastStatus: String) {
    self.detailType = detailType
    self.lastStatus = lastStatus
  }
}
