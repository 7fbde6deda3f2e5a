package import SQLite
package import Verdicts

/// The user's names of sidecars that an archive's verdicts were made with, kept in its settings.
extension SidecarList {
  static let setting = "sidecars"

  /// The list of an archive; one without names where it has none.
  package init(
    in connection: Connection
  ) throws(SQLiteError) {
    self.init()
    let select = try connection.prepare(
      "SELECT value FROM settings WHERE name = ?1", persistent: false)
    try select.bind(text: Self.setting, at: 1)
    // What a later version has written is not of this version's rules either.
    if try select.step(), let text = select.string(at: 0), let list = try? SidecarList(text) {
      self = list
    }
  }

  /// Makes it the archive's list; stops that were judged before stay as they are.
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
  /// Makes a user's list of sidecars the archive's, as long as it has no stops.
  ///
  /// - Returns: whether it is the archive's list now; if not, an ingest goes on with the archive's own, so that one list
  ///   has judged all stops, until they are reclassified.
  package func adopt(_ sidecars: SidecarList) throws(SQLiteError) -> Bool {
    if try SidecarList(in: connection) == sidecars { return true }
    let transaction = try Transaction(connection)
    guard try connection.integer("SELECT 1 FROM tasks LIMIT 1") == nil else { return false }
    try sidecars.write(to: connection)
    try transaction.commit()
    return true
  }
}
