import LogsInsights

/// The names that somebody may have meant.
enum NearNames {
  private static let namesMax = 10

  /// Those that are spelt alike or hold the text; if there are none, the first few of all.
  static func of(_ text: String, among names: some Sequence<String>) -> [String] {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    var near = Suggestion.nearest(to: text, among: distinct).map { [$0] } ?? []
    let small = text.lowercased()
    near += distinct.filter { !near.contains($0) && $0.lowercased().contains(small) }
    let shown = near.isEmpty ? distinct : near
    return Array(shown.prefix(namesMax)) + (shown.count > namesMax ? ["…"] : [])
  }
}
