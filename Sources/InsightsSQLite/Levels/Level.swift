import LogsInsights

/// One SELECT of the compiled query.
///
/// Commands share a SELECT as long as their order does not matter to it; where it does, the next
/// one reads from this one.
struct Level {
  /// What stands beside the rows of the level before.
  var join: Join?
  /// A JSON array of strings; each row of the level before comes once for each of its elements.
  var elements: SQLFragment?
  /// WHERE, or HAVING once the rows are groups; all must be true.
  var conditions: [Term] = []
  var groupConditions: [Term] = []
  /// The GROUP BY keys, once the rows are groups; empty for one group of all rows.
  var groups: [SQLFragment]?
  /// The keys of the last sort.
  var sortKeys: [OrderKey] = []
  /// The order that ties and unsorted rows have.
  var basicOrder: [OrderKey] = []
  var limit: Limit?
  /// Whether the next SELECT gets values and not expressions, which it would work out wherever it
  /// names them.
  var isWorkedOut = false
  /// More rows after those of the SELECT, which then has no order and no limit.
  var added: AddedRows?
  /// What the next SELECT may read from this one: c1, c2 and so on.
  private(set) var outputs: [SQLFragment] = []
  /// The numbers of the outputs that are read: ``ColumnUse``.
  var read: [Int] = []
  /// How the SELECT gets at its rows: ``AccessPass``.
  var access: Access?
  private var outputNumbers: [SQLFragment: Int] = [:]

  struct Access {
    /// The conditions, as SQLite had better test them.
    let conditions: [SQLFragment]
    /// Whether to look at each row in the order in which they lie, and use no index.
    let isScan: Bool
  }

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
    /// What the rows have in place of an output; NULL where nothing is said.
    var values: [SQLFragment: SQLFragment]
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

  /// Whether it hands on the rows of the level before as they are.
  var isBare: Bool {
    join == nil && elements == nil && conditions.isEmpty && groups == nil && limit == nil
      && added == nil
  }

  /// All keys of the order, each at its first place.
  var order: [OrderKey] {
    var order: [OrderKey] = []
    for key in sortKeys + basicOrder where !order.contains(where: { $0.sql == key.sql }) {
      order.append(key)
    }
    return order
  }

  /// The outputs that are read, in their order.
  var readOutputs: [SQLFragment] { read.map { outputs[$0] } }

  /// Everything that stands in the SELECT, if it puts out these.
  func fragments(_ outputs: [SQLFragment], isOrdered: Bool) -> [SQLFragment] {
    var fragments = outputs + (conditions + groupConditions).map(\.sql) + (groups ?? [])
    if let join { fragments.append(join.condition) }
    if let added { fragments += added.values.values }
    if let elements { fragments.append(elements) }
    if isOrdered || limit != nil { fragments += order.map(\.sql) }
    return fragments
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
