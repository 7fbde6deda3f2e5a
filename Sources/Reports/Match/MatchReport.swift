/// What can be asked about the stops that a pattern matches.
package enum MatchReport: Sendable {
  /// How many stops match, and how many do not.
  case totals
  /// Which stops match.
  case stops

  /// The report.
  ///
  /// - Parameters:
  ///   - matches: SQL that tells whether the pattern matches the row `s` of stops.
  ///   - onlyMissed: whether it is about the abnormal stops that the pattern does not match.
  func report(_ matches: String, onlyMissed: Bool) throws(ReportFileError) -> Report {
    let text: [UInt8]
    let chosen: String
    let name: String
    switch self {
    case .totals:
      (name, text) = ("match-totals", PackageResources.match_totals_sql)
      chosen = onlyMissed ? "abnormal_missed" : "stops"
    case .stops:
      (name, text) = ("match-stops", PackageResources.match_stops_sql)
      chosen = onlyMissed ? "s.is_abnormal AND NOT \(matches)" : matches
    }
    let query = String(decoding: text, as: UTF8.self)
      .filled("{{matches}}", matches).filled("{{chosen}}", chosen)
    return try ReportHead.read(name: name, language: .sql, text: query, path: name + ".sql")
  }
}

extension String {
  /// With another text in each place of a mark.
  fileprivate func filled(_ mark: String, _ text: String) -> String {
    split(separator: mark, omittingEmptySubsequences: false).joined(separator: text)
  }
}
