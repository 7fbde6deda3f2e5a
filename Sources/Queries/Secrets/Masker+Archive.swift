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
    if try Self.areInShapes(["verbatim"], connection) { try addVerbatim(connection) }
    if !isEmpty, !isTooMany { try removeOrdinary(connection) }
  }

  /// Adds the values of members that no column holds.
  private mutating func addVerbatim(_ connection: Connection) throws(SQLiteError) {
    for table in ["tasks", "containers", "attachments"] where !isTooMany {
      let select = try connection.prepare(
        """
        SELECT t.verbatim, s.shape FROM \(table) AS t CROSS JOIN shapes AS s
        WHERE t.verbatim IS NOT NULL AND s.id = t.shape_id
        """, persistent: false)
      while !isTooMany, try select.step() {
        let filled = FilledShape(select.unsafeBytes(at: 1), verbatim: select.unsafeBytes(at: 0))
        filled.text.withUnsafeBytes { add(from: $0) }
      }
    }
  }

  /// Drops what is a name or a word in the archive, such as a region: it is shown anyway, and masking it would hide
  /// nothing but the results of others.
  private mutating func removeOrdinary(_ connection: Connection) throws(SQLiteError) {
    let masker = Masker()
    for (table, column, isProse) in Self.names {
      let select = try connection.prepare(
        "SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL LIMIT \(Self.namesMax)",
        persistent: false)
      while try select.step() {
        let text = select.unsafeBytes(at: 0)
        remove(wordsOf: masker.masked(text) ?? text, lettersOnly: isProse)
      }
    }
  }

  /// Columns of names, and of prose, whose words are ordinary if they have only letters.
  private static let names: [(table: String, column: String, isProse: Bool)] = [
    ("words", "word", false), ("arn_prefixes", "prefix", false), ("clusters", "arn", false),
    ("task_definitions", "arn", false), ("container_names", "name", false),
    ("task_groups", "name", false), ("log_groups", "name", false),
    ("reason_patterns", "pattern", true), ("shapes", "shape", true),
  ]
  /// So many of each: an archive has fewer, unless every event has names of its own.
  private static let namesMax = 20_000

  /// The columns of strings that people and programs have written, and the holes of shapes for those that hardly any row
  /// has: a table of stops is not read where no shape has one of them.
  private static let places: [(table: String, column: String, holes: [String])] = [
    ("fragments", "json", []), ("reasons", "reason", []), ("starters", "started_by", []),
    ("task_groups", "name", []), ("attachments", "details", ["details", "verbatim"]),
    ("nonconforming_values", "value", []), ("superseded", "message", []),
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
