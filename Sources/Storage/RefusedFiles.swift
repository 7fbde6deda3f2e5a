package import SQLite

/// The table `refused_files`: what an ingest could not read, until it is read or gone.
package struct RefusedFiles {
  /// More are not listed: a folder of other things, named by mistake, would fill the archive.
  package static let filesMax = 10_000

  private let connection: Connection

  package init(_ archive: borrowing Archive) { connection = archive.connection }

  /// The paths of all of them.
  package func paths() throws(SQLiteError) -> [String] {
    let select = try connection.prepare("SELECT path FROM refused_files", persistent: false)
    var paths: [String] = []
    while try select.step() { paths.append(select.string(at: 0) ?? "") }
    return paths
  }

  /// Lists a file, with why it was refused the last time.
  ///
  /// - Parameter time: milliseconds since 1970.
  package func add(_ path: String, reason: String, at time: Int64) throws(SQLiteError) {
    let insert = try connection.prepare(
      """
      INSERT INTO refused_files (path, reason, refused_at)
      SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM refused_files) < \(Self.filesMax)
        OR EXISTS (SELECT 1 FROM refused_files WHERE path = ?1)
      ON CONFLICT (path) DO UPDATE SET reason = excluded.reason, refused_at = excluded.refused_at
      """, persistent: false)
    try insert.bind(text: path, at: 1)
    try insert.bind(text: reason, at: 2)
    try insert.bind(time, at: 3)
    try insert.run()
  }

  /// Removes a file that was read, or is gone.
  package func remove(_ path: String) throws(SQLiteError) {
    let delete = try connection.prepare(
      "DELETE FROM refused_files WHERE path = ?1", persistent: false)
    try delete.bind(text: path, at: 1)
    try delete.run()
  }
}
