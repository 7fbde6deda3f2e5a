import Events
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
    for (table, column, holes) in Self.places where !isTooMany {
      if !holes.isEmpty, try !Self.areInShapes(holes, connection) { continue }
      let select = try connection.prepare(
        "SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL", persistent: false)
      while !isTooMany, try select.step() { add(from: select.unsafeBytes(at: 0)) }
    }
  }

  /// The columns of strings that people and programs have written, and the holes of shapes for those that hardly any row
  /// has: a table of stops is not read where no shape has one of them.
  private static let places: [(table: String, column: String, holes: [String])] = [
    ("fragments", "json", []), ("reasons", "reason", []), ("starters", "started_by", []),
    ("task_groups", "name", []), ("attachments", "details", ["details", "verbatim"]),
    ("tasks", "verbatim", ["verbatim"]), ("nonconforming_values", "value", []),
    ("superseded", "message", []),
  ]

  private static func areInShapes(
    _ holes: [String], _ connection: Connection
  ) throws(SQLiteError) -> Bool {
    let conditions = holes.map {
      "instr(shape, char(\(Hole.begin)) || '\($0)' || char(\(Hole.end)))"
    }
    let isThere = "SELECT 1 FROM shapes WHERE \(conditions.joined(separator: " OR ")) LIMIT 1"
    return try connection.integer(isThere) != nil
  }
}
