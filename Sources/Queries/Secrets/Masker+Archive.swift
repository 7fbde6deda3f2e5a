package import Masking
package import SQLite

extension Masker {
  /// A masker for what is read from an archive.
  package convenience init(_ connection: Connection) {
    self.init { try KnownSecrets(connection) }
  }
}

extension KnownSecrets {
  /// Reads the secrets in an archive that something else may be computed from.
  init(_ connection: Connection) throws(SQLiteError) {
    self.init()
    for (table, column) in Self.places where !isTooMany {
      let select = try connection.prepare(
        "SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL", persistent: false)
      while !isTooMany, try select.step() { add(from: select.unsafeBytes(at: 0)) }
    }
  }

  /// The columns of strings that people and programs have written.
  private static let places = [
    ("fragments", "json"), ("reasons", "reason"), ("starters", "started_by"),
    ("task_groups", "name"), ("attachments", "details"), ("tasks", "verbatim"),
    ("nonconforming_values", "value"), ("superseded", "message"),
  ]
}
