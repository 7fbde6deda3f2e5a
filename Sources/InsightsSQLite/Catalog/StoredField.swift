package import LogsInsights

/// A field of the events, as SQL.
///
/// What its kinds are in SQL: text is TEXT, integers and times are INTEGER, numbers are INTEGER or
/// finite REAL, booleans are 1 and 0, inner nodes are compact JSON as TEXT, and anything that may be
/// of any kind is encoded as ``DynamicValue`` says. A missing value is NULL.
package struct StoredField: Equatable, Sendable {
  /// An expression over the row, worked out only where a query needs the value.
  package let sql: String
  /// For a text, the same as ``SQLFunction/number`` of it, if the row knows that without the text.
  package let numberSQL: String?
  /// The SQL function of ``SQLiteCatalog/event`` that ``sql`` is, if it is that and takes long.
  ///
  /// It is called where the value is used, and so not for rows that a later step leaves out. Of
  /// NULL it must give NULL.
  package let eventFunction: String?
  package let kind: EventField.Kind
  package let storage: Storage
  package let textForm: EventField.TextForm

  /// What else is known about how the value is kept.
  package enum Storage: Equatable, Sendable {
    case plain
    /// The value is a function of an interned id.
    case dictionary(FieldDictionary)
    /// The string is put together from an interned prefix, if it has one, and an id.
    case composite(FieldComposite)
  }

  package init(
    sql: String, kind: EventField.Kind, numberSQL: String? = nil, eventFunction: String? = nil,
    storage: Storage = .plain, textForm: EventField.TextForm = .any
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
package struct FieldDictionary: Hashable, Sendable {
  /// The id, over the event's row: `t.group_id`; NULL where the field is missing.
  package let idSQL: String
  package let table: String
  /// The column of ``table`` that holds the id, not NULL.
  package let key: String
  /// The value, over the row of ``table``, without an alias: `name`.
  package let value: String
  /// Whether each id has a value and no two have the same, so that ids can stand for values.
  package let isDistinct: Bool

  package init(
    idSQL: String, table: String, key: String, value: String, isDistinct: Bool = true
  ) {
    self.idSQL = idSQL
    self.table = table
    self.key = key
    self.value = value
    self.isDistinct = isDistinct
  }

  /// Whether two fields are functions of the same id.
  func isSameTable(as other: FieldDictionary) -> Bool {
    table == other.table && key == other.key && idSQL == other.idSQL
  }
}

/// A string that is kept as an interned prefix and an id, as task ARNs are, or as an id alone.
///
/// The prefix is everything up to and including the last `/` (empty if there is none); the rest,
/// which has no `/`, is the id. An id of 32 lowercase hexadecimal digits is a BLOB of 16 bytes, any
/// other is TEXT. So each string has one representation only.
package struct FieldComposite: Hashable, Sendable {
  /// Nil if the string is the id.
  package let prefix: FieldDictionary?
  /// The id, over the event's row: `t.task_id`.
  package let idSQL: String

  package init(prefix: FieldDictionary?, idSQL: String) {
    self.prefix = prefix
    self.idSQL = idSQL
  }
}

/// Finds the values of a text table that make a condition true.
package struct DictionaryPredicate: Equatable, Sendable {
  /// With more ids than this, a list of them is not faster than the table.
  package static let idsMax = 200

  package let dictionary: FieldDictionary
  /// A complete SELECT of the ids, its bindings numbered from ?1; it may call ``SQLFunction``s.
  package let sql: String
  package let bindings: [Binding]
}
