package import SQLite
package import Verdicts

/// The user's sidecar names with which an archive's stops were classified, kept in its settings.
extension SidecarList {
  static let setting = "sidecars"

  /// The list of an archive; empty if it has none.
  package init(
    in connection: Connection
  ) throws(SQLiteError) {
    self.init()
    let select = try connection.prepare(
      "SELECT value FROM settings WHERE name = ?1", persistent: false)
    try select.bind(text: Self.setting, at: 1)
    // A list in the format of a later version does not belong to this version's rules either.
    if try select.step(), let text = select.string(at: 0), let list = try? SidecarList(text) {
      self = list
    }
  }

  /// Stores the list in the archive; verdicts that exist are not changed.
  func write(to connection: Connection) throws(SQLiteError) {
    let change = try connection.prepare(
      isEmpty
        ? "DELETE FROM settings WHERE name = ?1"
        : "INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", persistent: false)
    try change.bind(text: Self.setting, at: 1)
    if !isEmpty { try change.bind(text: text, at: 2) }
    try change.run()
  }
}

extension Archive {
  /// Stores a user's list of sidecars in the archive if it has no stops yet.
  ///
  /// - Returns: whether the archive has this list now; if not, an ingest uses the archive's own, so that all stops are
  ///   classified with one list until they are reclassified.
  package func adopt(_ sidecars: SidecarList) throws(SQLiteError) -> Bool {
    if try SidecarList(in: connection) == sidecars { return true }
    let transaction = try Transaction(connection)
    guard try connection.integer("SELECT 1 FROM tasks LIMIT 1") == nil else { return false }
    try sidecars.write(to: connection)
    try transaction.commit()
    return true
  }
}
