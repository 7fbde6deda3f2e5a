/// Which fields the events have and where they live: what the compiler asks, given by the caller.
///
/// All SQL in a catalogue is written over the row of ``source``, by that row's alias.
public protocol FieldCatalog {
  /// The text behind FROM, with an alias: `tasks AS t`.
  var source: String { get }

  /// The SQL of `@timestamp`: whole milliseconds since 1970 UTC, never NULL.
  var timestamp: String { get }

  /// The SQL of the text that orders events of one time, by its bytes: the task ARN.
  var tieBreak: String { get }

  /// The SQL of the whole number that stands for an event, never NULL and no other's: ``EventOrder``.
  var event: String { get }

  /// The SQL of what orders events of one time as ``tieBreak`` does and takes less work.
  ///
  /// One term and not several: with a third term in ORDER BY, SQLite takes a scan and a sort for
  /// cheaper than the index of the times wherever only a row or two are wanted.
  var tieBreakKey: String { get }

  /// The field of a name, or nil if no event has it.
  ///
  /// Asked with the flattened name, ``FieldPath/name``. `@timestamp` is never asked for.
  func field(_ path: FieldPath) throws -> Field?

  /// The ids whose texts satisfy a predicate, so that the query can name them.
  ///
  /// Nil leaves the predicate in the query as a subselect; do that when there are more than
  /// ``DictionaryPredicate/idsMax``.
  func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]?

  /// Why the engine that runs the query's regular expressions does not take one; nil if it does.
  func regexFault(in pattern: String) -> String?

  /// The names of all fields, for "did you mean".
  var knownFields: [String] { get }

  /// The pattern of a field's text, where the catalogue has it at hand; nil makes `pattern` work
  /// it out from the text.
  func pattern(of path: FieldPath) throws -> Field?

  /// The names of the tables that `lookup` can read; nil if the caller gave none.
  var lookupTables: [String]? { get }

  /// A table of one of these names, ready to be searched by the columns of these names.
  func lookupTable(named name: String, by keys: [String]) throws -> LookupTable?

  /// The indexes of the table in ``source``, each as its columns in their order, as SQL over the row.
  var indexes: [[String]] { get }

  /// The times of the first and the last event; nil if that is not known, or if there are none.
  var eventTimes: ClosedRange<Int64>? { get }

  /// How many events there are, about.
  var eventCount: Int { get }

  /// How many events have one of the ids, counted up to a bound; nil if only a scan could tell.
  func count(_ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int) throws -> Int?
}

extension FieldCatalog {
  public var tieBreakKey: String { tieBreak }

  public func regexFault(in pattern: String) -> String? { nil }

  public var indexes: [[String]] { [] }

  public var eventTimes: ClosedRange<Int64>? { nil }

  public var eventCount: Int { 0 }

  public func count(
    _ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int
  ) throws -> Int? { nil }
}

/// A field of the events, as SQL.
public struct Field: Equatable, Sendable {
  public enum Kind: Sendable {
    /// TEXT or NULL.
    case text
    /// INTEGER or NULL.
    case integer
    /// INTEGER, finite REAL, or NULL.
    case number
    /// 1, 0 or NULL.
    case boolean
    /// Whole milliseconds since 1970 UTC as INTEGER, or NULL.
    case timestamp
    /// An inner node: compact JSON as TEXT, shown when named alone and missing elsewhere.
    case json
    /// Any value; what is neither text nor number is encoded as ``DynamicValue`` says.
    case any
  }

  /// An expression over the row, worked out only where a query needs the value.
  public let sql: String
  /// For a text, the same as ``SQLFunction/number`` of it, if the row knows that without the text.
  public let numberSQL: String?
  /// The SQL function of ``FieldCatalog/event`` that ``sql`` is, if it is that and takes long.
  ///
  /// It is called where the value is used, and so not for rows that a later step leaves out. Of
  /// NULL it must give NULL.
  public let eventFunction: String?
  public let kind: Kind
  public let storage: Storage
  public let textForm: TextForm

  /// What the texts of a field look like, so that the compiler can warn where a number is wanted.
  public enum TextForm: Sendable {
    /// They may be numbers.
    case any
    /// ISO 8601, such as `2026-01-31T09:30:00.123Z`.
    case time
    /// Anything else that is never a number, such as an ARN.
    case word
  }

  /// What else is known about how the value is kept.
  public enum Storage: Equatable, Sendable {
    case plain
    /// The value is a function of an interned id.
    case dictionary(FieldDictionary)
    /// The text is put together from an interned prefix and an id.
    case composite(FieldComposite)
  }

  public init(
    sql: String, kind: Kind, numberSQL: String? = nil, eventFunction: String? = nil,
    storage: Storage = .plain, textForm: TextForm = .any
  ) {
    self.sql = sql
    self.numberSQL = numberSQL
    self.eventFunction = eventFunction
    self.kind = kind
    self.storage = storage
    self.textForm = textForm
  }
}

/// A table that holds each distinct value once, and the column that refers to it.
public struct FieldDictionary: Hashable, Sendable {
  /// The id, over the event's row: `t.group_id`; NULL where the field is missing.
  public let idSQL: String
  public let table: String
  /// The column of ``table`` that holds the id, not NULL.
  public let key: String
  /// The value, over the row of ``table``, without an alias: `name`.
  public let value: String
  /// Whether each id has a value and no two have the same, so that ids can stand for values.
  public let isDistinct: Bool

  public init(
    idSQL: String, table: String, key: String, value: String, isDistinct: Bool = true
  ) {
    self.idSQL = idSQL
    self.table = table
    self.key = key
    self.value = value
    self.isDistinct = isDistinct
  }
}

/// A text that is kept as an interned prefix and an id, as task ARNs are.
///
/// The prefix is all up to and including the last `/` (empty if there is none); what follows, which
/// has no `/`, is the id. An id of 32 lowercase hexadecimal digits is a BLOB of 16 bytes, any other
/// is TEXT. So each text has one representation only.
public struct FieldComposite: Hashable, Sendable {
  public let prefix: FieldDictionary
  /// The id, over the event's row: `t.task_id`.
  public let idSQL: String

  public init(prefix: FieldDictionary, idSQL: String) {
    self.prefix = prefix
    self.idSQL = idSQL
  }
}

/// Asks an interned table which of its values make a condition true.
public struct DictionaryPredicate: Equatable, Sendable {
  /// With more ids than this, a list of them is no faster than the table.
  public static let idsMax = 200

  public let dictionary: FieldDictionary
  /// A complete SELECT of the ids, its bindings numbered from ?1; it may call ``SQLFunction``s.
  public let sql: String
  public let bindings: [Binding]
}
