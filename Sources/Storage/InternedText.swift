/// A string of a text table.
struct InternedText: Equatable {
  /// Its row.
  var id: Int64
  /// What the rules recognize in the string, from `VerdictClassifier`; 0 where they do not look at it.
  var tag: Int
}
