package import LogsInsights

/// Where the fields of events live in SQLite, and what helps to find events fast.
///
/// All SQL of a catalog is written over the row of ``source``, by that row's alias.
package protocol SQLiteCatalog: FieldCatalog {
  /// The SQL after FROM, with an alias: `tasks AS t`.
  var source: String { get }

  /// The SQL of `@timestamp`: whole milliseconds since 1970 UTC, never NULL.
  var timestamp: String { get }

  /// The SQL of the string that orders events of one time, by its bytes: the task ARN.
  var tieBreak: String { get }

  /// The SQL of what orders events of one time as ``tieBreak`` does and takes less work.
  ///
  /// One term and not several: with a third term in ORDER BY, SQLite takes a scan and a sort for
  /// cheaper than the index of the times wherever only a row or two are needed.
  var tieBreakKey: String { get }

  /// The SQL of the whole number that stands for an event, never NULL and no other's: ``EventOrder``.
  var event: String { get }

  /// The field of a name, or nil if no event has it.
  ///
  /// Asked with the flattened name, ``FieldPath/name``. `@timestamp` is never asked for.
  func storedField(_ path: FieldPath) throws -> StoredField?

  /// The pattern of a field's string, where the archive has it at hand; nil makes `pattern` work it
  /// out from the string.
  func storedPattern(of path: FieldPath) throws -> StoredField?

  /// A table that `lookup` reads, ready to be searched by the columns of these names.
  func lookupTable(named name: String, by keys: [String]) throws -> LookupTable?

  /// The indexes of the table in ``source``, each as its columns in their order, as SQL over the row.
  var indexes: [[String]] { get }

  /// How many events there are, about.
  var eventCount: Int { get }

  /// How many events have one of the ids, counted up to a bound; nil if only a scan could tell.
  func count(_ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int) throws -> Int?

  /// The ids whose values satisfy a predicate, so that the query can name them.
  ///
  /// Nil leaves the predicate in the query as a subselect; do that when there are more than
  /// ``DictionaryPredicate/idsMax``.
  func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]?
}

extension SQLiteCatalog {
  package var tieBreakKey: String { tieBreak }

  package func storedPattern(of path: FieldPath) throws -> StoredField? { nil }

  package func lookupTable(named name: String, by keys: [String]) throws -> LookupTable? { nil }

  package var indexes: [[String]] { [] }

  package var eventCount: Int { 0 }

  package func count(
    _ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int
  ) throws -> Int? { nil }
}

// MARK: - What the language asks

extension SQLiteCatalog {
  package func field(_ path: FieldPath) throws -> EventField? {
    try storedField(path).map { EventField(path, kind: $0.kind, textForm: $0.textForm) }
  }

  package func pattern(of path: FieldPath) throws -> EventField? {
    try storedPattern(of: path).map {
      EventField(path, kind: $0.kind, textForm: $0.textForm, isPattern: true)
    }
  }

  package func lookupColumns(of table: String) throws -> [String]? {
    try lookupTable(named: table, by: [])?.columns
  }
}
