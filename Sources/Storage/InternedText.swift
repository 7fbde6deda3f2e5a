/// A string of a small table.
struct InternedText: Equatable {
  /// Its row.
  var id: Int64
  /// What the rules see in it, by `Judge.tag(of:)`; 0 where they do not look at it.
  var tag: Int
}
