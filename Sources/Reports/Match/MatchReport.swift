/// What can be asked about the stops that a pattern matches.
package enum MatchReport: Sendable {
  /// How many stops match, and how many do not.
  case totals
  /// Which stops match, as the report `stops` lists them.
  case stops
}

extension MatchReport {
  /// The report on numbers of stops.
  ///
  /// - Parameters:
  ///   - matches: SQL that tells whether the pattern matches the row `s` of stops.
  ///   - onlyMissed: whether it is about the abnormal stops that the pattern does not match.
  static func totals(
    _ matches: String, onlyMissed: Bool
  ) throws(ReportFileError) -> Report {
    let query = String(decoding: PackageResources.match_totals_sql, as: UTF8.self)
      .filled("{{matches}}", matches)
      .filled("{{chosen}}", onlyMissed ? "abnormal_missed" : "stops")
    return try ReportHead.read(
      name: "match-totals", language: .sql, text: query, path: "match-totals.sql")
  }
}

extension String {
  /// With another text in each place of a mark.
  fileprivate func filled(_ mark: String, _ text: String) -> String {
    split(separator: mark, omittingEmptySubsequences: false).joined(separator: text)
  }
}
