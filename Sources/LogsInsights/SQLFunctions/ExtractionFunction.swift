/// The SQL functions that cut parts out of texts; whoever runs compiled queries registers each one.
///
/// All are deterministic. A text that is NULL gives NULL. Several calls ask for several parts of
/// one text: what one of them finds should be kept for the next.
public enum ExtractionFunction: String, CaseIterable, Sendable {
  /// `(text, pattern, n)`: the text that the n-th wildcard of a ``GlobPattern`` stands for.
  case glob = "insights_glob"
  /// `(text, pattern, n)`: the n-th group of the first match of a regular expression; NULL without
  /// a match, or if the group took no part in it. The engine is that of ``SQLFunction/matches``.
  case group = "insights_group"

  public var argumentCount: Int {
    switch self {
    case .glob, .group: 3
    }
  }
}
