import Exports
package import SQLite

/// Reads the rejected records of an archive.
package struct RejectStore {
  private let connection: Connection

  package init(_ archive: borrowing Archive) {
    connection = archive.connection
  }

  /// Which rejects to read; nil for all.
  package struct Filter: Sendable {
    /// Row numbers.
    package var ids: [Int64] = []
    /// Text in the reason, and in the path of the file; case makes no difference.
    package var reason: String?
    package var file: String?
    /// The file was imported at this time or later, in milliseconds since 1970.
    package var importedSince: Int64?
    /// Whether to read those that are no longer missing, too.
    package var includesResolved = false

    package init() {}
  }

  /// A rejected record without its bytes.
  package struct Reject: Sendable {
    package let id: Int64
    package let reason: String
    package let path: String
    /// The path in the tar or zip archive that the file is; nil if it is none.
    package let member: String?
    package let line: Int64
    package let byteOffset: Int64
    package let size: Int64
    /// Milliseconds since 1970; nil if the export gave no time.
    package let loggedAt: Int64?
    package let logStream: String?
    package let logGroup: String?
    package let importedAt: Int64
    /// Nil as long as the record is missing.
    package let resolution: String?
    package let resolvedAt: Int64?
    /// The first bytes of the record.
    package let beginning: [UInt8]

    /// Whether the archive has only the beginning of the record, because it is too long; then `size` is that of the
    /// beginning.
    package var isCut: Bool { ExportRecord.Flaw.isTooLong(reason) }
  }

  /// How many records were rejected for a reason.
  package struct ReasonCount: Sendable {
    package let reason: String
    package let records: Int64
    package let resolved: Int64
    package let files: Int64
    /// The file with the first of them.
    package let firstPath: String
  }

  /// The rejects in the order of their reasons, the most frequent first, files and lines.
  ///
  /// - Parameters:
  ///   - limit: at most so many.
  ///   - bytes: how much of each record is read; nil for all of it.
  package func rejects(
    _ filter: Filter, limit: Int = .max, bytes: Int? = nil
  ) throws(SQLiteError) -> [Reject] {
    let select = try prepare(
      """
      SELECT r.id, r.reason, e.path, r.line, r.byte_offset, length(r.record), r.logged_at,
        (SELECT name FROM log_streams WHERE id = r.log_stream_id),
        (SELECT name FROM log_groups WHERE id = r.log_group_id),
        e.ingested_at, r.resolution, r.resolved_at,
        r.member, \(bytes.map { "substr(r.record, 1, \($0))" } ?? "r.record")
      """, filter,
      """
      ORDER BY count(*) OVER (PARTITION BY r.reason) DESC, r.reason, e.path, r.member, r.line, r.id
      LIMIT \(limit)
      """)
    var found: [Reject] = []
    while try select.step() {
      found.append(
        Reject(
          id: select.integer(at: 0), reason: select.string(at: 1) ?? "",
          path: select.string(at: 2) ?? "", member: select.string(at: 12),
          line: select.integer(at: 3),
          byteOffset: select.integer(at: 4), size: select.integer(at: 5),
          loggedAt: select.isNull(at: 6) ? nil : select.integer(at: 6),
          logStream: select.string(at: 7), logGroup: select.string(at: 8),
          importedAt: select.integer(at: 9), resolution: select.string(at: 10),
          resolvedAt: select.isNull(at: 11) ? nil : select.integer(at: 11),
          beginning: select.withBytes(at: 13) { Array($0) }))
    }
    return found
  }

  /// The number of rejects by reason, the most frequent first.
  package func counts(_ filter: Filter) throws(SQLiteError) -> [ReasonCount] {
    let select = try prepare(
      """
      SELECT r.reason, count(*), count(r.resolution), count(DISTINCT r.export_id), min(e.path)
      """, filter, "GROUP BY r.reason ORDER BY 2 DESC, 1")
    var counts: [ReasonCount] = []
    while try select.step() {
      counts.append(
        ReasonCount(
          reason: select.string(at: 0) ?? "", records: select.integer(at: 1),
          resolved: select.integer(at: 2), files: select.integer(at: 3),
          firstPath: select.string(at: 4) ?? ""))
    }
    return counts
  }

  /// The row numbers of the rejects, in the order in which they were read.
  package func ids(_ filter: Filter) throws(SQLiteError) -> [Int64] {
    let select = try prepare("SELECT r.id", filter, "ORDER BY r.id")
    var ids: [Int64] = []
    while try select.step() { ids.append(select.integer(at: 0)) }
    return ids
  }

  /// Marks records as not missing, because somebody said so; those that are resolved stay as they are.
  ///
  /// - Parameter now: milliseconds since 1970.
  package func dismiss(_ ids: [Int64], now: Int64) throws {
    let transaction = try Transaction(connection, .immediate)
    let update = try connection.prepare(
      """
      UPDATE rejects SET resolution = '\(RejectResolution.dismissed.rawValue)', resolved_at = ?2
      WHERE id = ?1 AND resolution IS NULL
      """, persistent: false)
    try update.bind(now, at: 2)
    for id in ids {
      try update.bind(id, at: 1)
      try update.run()
    }
    try transaction.commit()
  }

  /// The bytes of a record; nil if there is no such row.
  package func record(_ id: Int64) throws(SQLiteError) -> [UInt8]? {
    let select = try connection.prepare(
      "SELECT record FROM rejects WHERE id = ?1", persistent: false)
    try select.bind(id, at: 1)
    return try select.step() ? select.withBytes(at: 0) { Array($0) } : nil
  }

  private func prepare(
    _ columns: String, _ filter: Filter, _ rest: String
  ) throws(SQLiteError) -> Statement {
    let ids = filter.ids.map { "\($0)" }.joined(separator: ", ")
    let select = try connection.prepare(
      """
      \(columns) FROM rejects AS r JOIN exports AS e ON e.id = r.export_id
      WHERE (?1 IS NULL OR instr(lower(r.reason), lower(?1)) > 0)
        AND (?2 IS NULL OR instr(lower(e.path), lower(?2)) > 0)
        AND (?3 IS NULL OR e.ingested_at >= ?3)
        \(filter.ids.isEmpty ? "" : "AND r.id IN (\(ids))")
        \(filter.includesResolved ? "" : "AND r.resolution IS NULL")
      \(rest)
      """, persistent: false)
    try select.bind(filter.reason.map { .text($0) } ?? .null, at: 1)
    try select.bind(filter.file.map { .text($0) } ?? .null, at: 2)
    try select.bind(filter.importedSince.map { .integer($0) } ?? .null, at: 3)
    return select
  }
}
