package import SQLite
package import Time

extension Archive {
  private static let retentionName = "retention_days"

  /// The archive's retention policy; nil keeps everything.
  package func retentionPolicy() throws -> RetentionPolicy? {
    let select = try connection.prepare(
      "SELECT value FROM settings WHERE name = ?1", persistent: false)
    try select.bind(text: Self.retentionName, at: 1)
    guard try select.step() else { return nil }
    return try RetentionPolicy(days: Int(select.integer(at: 0)))
  }

  /// Sets the retention policy; nil keeps everything.
  ///
  /// Nothing is deleted until the next prune.
  package func setRetentionPolicy(_ policy: RetentionPolicy?) throws(SQLiteError) {
    let change = try connection.prepare(
      policy == nil
        ? "DELETE FROM settings WHERE name = ?1"
        : "INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", persistent: false)
    try change.bind(text: Self.retentionName, at: 1)
    if let policy { try change.bind(Int64(policy.days), at: 2) }
    try change.run()
  }

  /// The earliest log time that every prune so far has kept, in milliseconds since 1970; nil if none has deleted
  /// anything.
  package func prunedBefore() throws(SQLiteError) -> Int64? {
    try connection.integer("SELECT value FROM settings WHERE name = '\(Self.prunedBeforeName)'")
  }

  static let prunedBeforeName = "pruned_before"
}
