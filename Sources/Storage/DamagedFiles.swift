package import SQLite

/// The damaged or truncated files of the ledger, until an intact copy replaces them.
package final class DamagedFiles {
  let connection: Connection
  private let writer: EventWriter

  /// A file of the ledger, with what damaged copies of it are recognized by.
  package struct Candidate {
    package let export: Int64
    package let path: String
    package let stored: IngestLedger.Stretches
    package let inflated: IngestLedger.Stretches
    /// The event pattern through which it was imported, as compact JSON, and whether the pattern kept stops out.
    package let pattern: String?
    package let isFiltered: Bool

    /// Whether importing the file through this pattern would not add any stop.
    package func isWhole(for pattern: String?) -> Bool { !isFiltered || self.pattern == pattern }
  }

  /// - Parameter writer: the writer of the files' records; everything happens in its transactions.
  package init(_ archive: borrowing Archive, _ writer: EventWriter) {
    connection = archive.connection
    self.writer = writer
  }

  /// The intact files of the ledger.
  package func intactFiles() throws(SQLiteError) -> [Candidate] { try candidates("damage = 0") }

  /// The damaged files that no intact file replaces yet; an archive with members that cannot be read is not one.
  package func unresolvedFiles() throws(SQLiteError) -> [Candidate] {
    try candidates("damage IN (1, 2) AND resolved_by IS NULL")
  }

  private func candidates(_ condition: String) throws(SQLiteError) -> [Candidate] {
    let select = try connection.prepare(
      """
      SELECT id, path, fingerprint, size, content_fingerprint, content_size, pattern, filtered > 0
      FROM exports WHERE \(condition) ORDER BY id
      """, persistent: false)
    var found: [Candidate] = []
    while try select.step() {
      found.append(
        Candidate(
          export: select.integer(at: 0), path: select.string(at: 1) ?? "",
          stored: .init(
            digests: select.withBytes(at: 2) { Array($0) }, size: select.integer(at: 3)),
          inflated: .init(
            digests: select.withBytes(at: 4) { Array($0) }, size: select.integer(at: 5)),
          pattern: select.string(at: 6), isFiltered: select.integer(at: 7) != 0))
    }
    return found
  }

  /// Records that an intact file contains everything that a damaged one had; what only the damaged one says was never
  /// sent.
  package func resolve(_ export: Int64, by intact: Int64, now: Int64) throws {
    try writer.removeProvisional(of: export)
    let update = try connection.prepare(
      "UPDATE exports SET resolved_by = ?2 WHERE id = ?1", persistent: false)
    try update.bind(export, at: 1)
    try update.bind(intact, at: 2)
    try update.run()
    let rejects = try connection.prepare(
      """
      UPDATE rejects SET resolution = '\(RejectResolution.recovered.rawValue)', resolved_at = ?2
      WHERE export_id = ?1 AND resolution IS NULL
      """, persistent: false)
    try rejects.bind(export, at: 1)
    try rejects.bind(now, at: 2)
    try rejects.run()
  }

  /// Removes the stops that only this damaged file contains, before it is read again.
  package func takeBack(_ export: Int64) throws {
    try writer.takeBackProvisional(of: export)
  }
}
