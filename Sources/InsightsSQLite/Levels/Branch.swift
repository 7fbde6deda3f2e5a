/// A query beside another one, which reads its rows: a subquery, or the right side of a join.
///
/// It becomes common table expressions of its own before those of the query that reads it, and is
/// worked out once.
struct Branch {
  /// The event's fields that it uses; its fragments refer to them and to no others.
  var fields: [StoredField]
  var levels: [Level]
  /// The first and the last millisecond that count; nil for no bound.
  var start: Int64?
  var end: Int64?
  /// Whether anything reads it: ``ColumnUse``.
  var isRead = false

  /// The name of a branch in the statement.
  static func name(_ number: Int) -> String { "branch\(number + 1)" }
}
