import Pages
import Reports
import Rows

/// The clusters, services, accounts and regions that have stops in a time, and how many.
struct ScopeChoices {
  /// A name that can be chosen.
  struct Choice {
    let name: String
    /// Stops in the time, within what is chosen of the other kinds.
    let stops: Int64
    let isChosen: Bool
  }

  private let rows: [(names: [String], stops: Int64)]
  private let chosen: ReportScope

  private static let kinds: [ReportScope.Kind] = [.cluster, .service, .account, .region]

  /// Asks the archive.
  ///
  /// - Parameter request: the time counts; what is chosen of it is marked.
  init(_ runner: ReportRunner, _ request: ReportRequest) throws {
    chosen = request.scope
    var wide = ReportRequest(
      start: request.start, end: request.end, coversAllTime: request.coversAllTime,
      now: request.now)
    wide.rowsMax = nil
    rows = try runner.run(PageFigure.scope.report, wide).rows.compactMap { row in
      guard row.count == 5, case .integer(let stops) = row[4] else { return nil }
      return (
        row.prefix(4).map { if case .text(let text) = $0 { text } else { "" } }, stops
      )
    }
  }

  /// The names of a kind, those with the most stops first; those that are chosen are there in any case.
  func choices(_ kind: ReportScope.Kind) -> [Choice] {
    let place = Self.kinds.firstIndex(of: kind) ?? 0
    var stops: [String: Int64] = [:]
    for row in rows where counts(row.names, besides: kind) {
      stops[row.names[place], default: 0] += row.stops
    }
    for name in chosen[kind] where stops[name] == nil { stops[name] = 0 }
    return stops.map { Choice(name: $0, stops: $1, isChosen: chosen[kind].contains($0)) }
      .sorted { ($1.stops, $0.name) < ($0.stops, $1.name) }
  }

  /// Whether a row is in what is chosen of the other kinds.
  private func counts(_ names: [String], besides kind: ReportScope.Kind) -> Bool {
    zip(Self.kinds, names).allSatisfy { other, name in
      other == kind || chosen[other].isEmpty || chosen[other].contains(name)
    }
  }
}
