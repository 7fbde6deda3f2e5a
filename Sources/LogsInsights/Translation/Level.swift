/// One SELECT of the compiled query.
///
/// Commands share a SELECT as long as their order does not matter to it; where it does, the next
/// one reads from this one.
struct Level {
  /// What stands beside the rows of the level before.
  var join: Join?
  /// A JSON array of texts; each row of the level before comes once for each of its elements.
  var elements: SQLFragment?
  /// WHERE, or HAVING once the rows are groups; all must be true.
  var conditions: [Term] = []
  var groupConditions: [Term] = []
  /// The GROUP BY keys, once the rows are groups; empty for one group of all rows.
  var groups: [SQLFragment]?
  /// The keys of the last sort.
  var sortKeys: [SortKey] = []
  /// The order that ties and unsorted rows have.
  var basicOrder: [SortKey] = []
  var limit: Limit?
  /// Whether the next SELECT gets values and not expressions, which it would work out wherever it
  /// names them.
  var isWorkedOut = false
  /// More rows behind those of the SELECT, which then has no order and no limit.
  var added: AddedRows?
  /// What the next SELECT reads from this one: c1, c2 and so on.
  private(set) var outputs: [SQLFragment] = []
  private var outputNumbers: [SQLFragment: Int] = [:]

  struct Limit {
    var count: Int
    /// The last rows of the order instead of the first.
    var isTail: Bool
  }

  /// Rows that are made of those of the level before.
  struct AddedRows {
    enum Kind {
      /// One row; its values may be aggregates.
      case summary
      /// One row for each bin and combination of keys that is not there.
      case emptyBins(EmptyBins)
    }

    let kind: Kind
    /// What the rows have in place of an output; NULL where nothing is told.
    let values: [SQLFragment: SQLFragment]
  }

  struct Join {
    enum Kind: String {
      case inner = "JOIN"
      case left = "LEFT JOIN"
      case full = "FULL JOIN"
    }

    let branch: Int
    let kind: Kind
    let condition: SQLFragment
  }

  /// All keys of the order, each at its first place.
  var order: [SortKey] {
    var order: [SortKey] = []
    for key in sortKeys + basicOrder where !order.contains(where: { $0.sql == key.sql }) {
      order.append(key)
    }
    return order
  }

  /// Makes these all that the next SELECT reads, in this order.
  mutating func setOutputs(_ fragments: [SQLFragment]) {
    outputs = fragments
    outputNumbers = [:]
    for (number, fragment) in fragments.enumerated() where outputNumbers[fragment] == nil {
      outputNumbers[fragment] = number
    }
  }

  /// The number of the output column for an expression, a new one if there is none yet.
  mutating func output(_ sql: SQLFragment) -> Int {
    if let number = outputNumbers[sql] { return number }
    outputNumbers[sql] = outputs.count
    outputs.append(sql)
    return outputs.count - 1
  }
}

/// A key of ORDER BY.
struct SortKey {
  var sql: SQLFragment
  /// Whether the value is a text in the order of ``SortOrder``.
  var isNatural: Bool
  var isDescending: Bool

  init(_ sql: SQLFragment, isNatural: Bool = false, isDescending: Bool = false) {
    self.sql = sql
    self.isNatural = isNatural
    self.isDescending = isDescending
  }

  /// What stands behind the expression in ORDER BY.
  func suffix(isReversed: Bool) -> String {
    (isNatural ? " COLLATE \(SQLFunction.collation)" : "")
      + (isDescending != isReversed ? " DESC" : "")
  }

  /// The key for a value; nil if the value is always missing.
  init?(_ term: Term, isDescending: Bool = false) {
    if term.isMissing { return nil }
    let key = term.type == .any ? term.asText : term
    self.init(key.sql, isNatural: key.type == .text, isDescending: isDescending)
  }
}
