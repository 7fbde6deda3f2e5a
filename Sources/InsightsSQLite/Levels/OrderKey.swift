import LogsInsights

/// A key of ORDER BY.
struct OrderKey {
  var sql: SQLFragment
  /// Whether the value is a text in the order of ``SortOrder``.
  var isNatural: Bool
  var isDescending: Bool

  init(_ sql: SQLFragment, isNatural: Bool = false, isDescending: Bool = false) {
    self.sql = sql
    self.isNatural = isNatural
    self.isDescending = isDescending
  }

  /// The key for a value; nil if the value is always missing.
  init?(_ term: Term, isDescending: Bool = false) {
    if term.facts.isMissing { return nil }
    let isText = term.type == .text || term.type == .any
    self.init(
      isText ? term.textSQL : term.sql, isNatural: isText, isDescending: isDescending)
  }

  /// What stands after the expression in ORDER BY.
  func suffix(isReversed: Bool) -> String {
    (isNatural ? " COLLATE \(SQLFunction.collation)" : "")
      + (isDescending != isReversed ? " DESC" : "")
  }
}
