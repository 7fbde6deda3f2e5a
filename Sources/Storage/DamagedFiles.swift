package import SQLite

/// The files of the ledger that were damaged or cut, until an intact file makes good for them.
package final class DamagedFiles {
  private let connection: ConnectionReference
  private let writer: EventWriter

  /// A file of the ledger, by what tells damaged copies of it.
  package struct Candidate {
    package let export: Int64
    package let path: String
    package let size: Int64
    package let fingerprint: [UInt8]
  }

  /// - Parameter writer: the one that writes the files' records; all happens in its transactions.
  package init(_ archive: borrowing Archive, _ writer: EventWriter) {
    connection = archive.connection.reference
    self.writer = writer
  }

  /// The intact files of the ledger that are at least as long as a damaged one.
  package func intactFiles(ofSizeFrom size: Int64) throws(SQLiteError) -> [Candidate] {
    try candidates("is_damaged = 0 AND size >= \(size)")
  }

  /// The damaged files that nothing has made good for yet.
  package func unresolvedFiles() throws(SQLiteError) -> [Candidate] {
    try candidates("is_damaged = 1 AND resolved_by IS NULL")
  }

  private func candidates(_ condition: String) throws(SQLiteError) -> [Candidate] {
    let select = try connection.prepare(
      "SELECT id, path, size, fingerprint FROM exports WHERE \(condition) ORDER BY id",
      persistent: false)
    var found: [Candidate] = []
    while try select.step() {
      found.append(
        Candidate(
          export: select.integer(at: 0), path: select.string(at: 1) ?? "",
          size: select.integer(at: 2), fingerprint: select.withBytes(at: 3) { Array($0) }))
    }
    return found
  }

  /// Notes that an intact file has all that a damaged one had: what only the damaged one says was never sent.
  package func resolve(_ export: Int64, by intact: Int64) throws {
    try writer.removeProvisional(of: export)
    let update = try connection.prepare(
      "UPDATE exports SET resolved_by = ?2 WHERE id = ?1", persistent: false)
    try update.bind(export, at: 1)
    try update.bind(intact, at: 2)
    try update.run()
  }

  /// The damaged files whose last provisional stop was confirmed in the open transaction.
  package func wholeAgain() throws(SQLiteError) -> [Int64] {
    var whole: [Int64] = []
    for export in writer.provisional.confirmedExports.sorted()
    where try writer.provisional.tasks(of: export).isEmpty {
      whole.append(export)
    }
    return whole
  }
}
