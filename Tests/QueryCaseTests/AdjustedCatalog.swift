import InsightsSQLite
import LogsInsights
import Queries
import TestSupport

/// The catalog of a real archive, but for a few numbers that a case gives in its notes: what the compiler chooses by
/// them is seen with a few events, and the SQL still runs.
struct AdjustedCatalog: SQLiteCatalog {
  private let inner: ArchiveFields
  /// `events: 1000000`: how many events there are said to be.
  private let events: Int?
  /// `matches: 30000`: how many events an index is said to have for any ids.
  private let matches: Int?
  /// `ids: many`: no predicate is answered by a list of ids, as if there were too many of them.
  private let areIDsMany: Bool
  /// `order: parts`: ARNs are said to be in the order of their parts, as in a large archive.
  private let areARNsOrderedByParts: Bool
  /// `tables: none`: the caller gave no folder of tables.
  private let hasTables: Bool

  init(_ inner: ArchiveFields, notesOf file: CaseFile) {
    self.inner = inner
    events = file.note("events").flatMap { Int($0) }
    matches = file.note("matches").flatMap { Int($0) }
    areIDsMany = file.note("ids") == "many"
    areARNsOrderedByParts = file.note("order") == "parts"
    hasTables = file.note("tables") != "none"
  }

  var eventCount: Int { events ?? inner.eventCount }

  func count(
    _ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int
  ) throws -> Int? {
    guard let count = try inner.count(ids, in: dictionary, upTo: bound) else { return nil }
    return matches.map { min($0, bound) } ?? count
  }

  func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]? {
    let ids = try inner.resolve(predicate)
    return areIDsMany ? nil : ids
  }

  var tieBreakKey: String {
    areARNsOrderedByParts ? "arn_order(t.task_prefix_id, t.task_id)" : inner.tieBreakKey
  }

  var lookupTables: [String]? { hasTables ? inner.lookupTables : nil }
}

/// What is as the archive has it.
extension AdjustedCatalog {
  var source: String { inner.source }
  var timestamp: String { inner.timestamp }
  var tieBreak: String { inner.tieBreak }
  var event: String { inner.event }
  var knownFields: [String] { inner.knownFields }
  func fieldMeant(by name: String) -> String? { inner.fieldMeant(by: name) }
  func valuesMeant(by text: String, of path: FieldPath) throws -> [String]? {
    try inner.valuesMeant(by: text, of: path)
  }
  var indexes: [[String]] { inner.indexes }
  var eventTimes: ClosedRange<Int64>? { inner.eventTimes }

  func storedField(_ path: FieldPath) throws -> StoredField? { try inner.storedField(path) }
  func regexFault(in pattern: String) -> String? { inner.regexFault(in: pattern) }
  func storedPattern(of path: FieldPath) throws -> StoredField? {
    try inner.storedPattern(of: path)
  }
  func lookupTable(named name: String, by keys: [String]) throws -> LookupTable? {
    try inner.lookupTable(named: name, by: keys)
  }
}
