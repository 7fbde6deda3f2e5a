package import SQLite
package import Storage

/// Which stops an archive has, and which of them count where something was not asked for.
package struct ArchiveStops {
  let connection: ConnectionReference
  /// What the archive knows of itself if it is an extract.
  package let extract: ExtractSettings?
  let sources: TableSources

  package init(_ archive: borrowing Archive) throws(SQLiteError) {
    connection = archive.connection.reference
    extract = try archive.extractSettings()
    sources = try TableSources(extract, connection)
  }

  /// The log times of the first and the last stop; of an extract those in the archive that it comes from.
  package func logTimes() throws(SQLiteError) -> ClosedRange<Int64>? {
    if let content = extract?.content { return content.sourceStops }
    guard let first = try connection.integer("SELECT min(logged_at) FROM tasks"),
      let last = try connection.integer("SELECT max(logged_at) FROM tasks")
    else { return nil }
    return first...max(first, last)
  }

  /// The request with the time and scope that count for a report: what is asked for, else those of an extract, else the
  /// last days with stops, which are the same for all reports.
  ///
  /// A report on one task is not limited in time.
  package func completed(
    _ request: ReportRequest, for report: Report? = nil
  ) throws(SQLiteError) -> ReportRequest {
    var request = request
    if report?.argument != nil {
      request.start = nil
      request.end = nil
      request.coversAllTime = true
      return request
    }
    guard let content = extract?.content else {
      return request.withStandardTime(before: try logTimes()?.upperBound)
    }
    request.scope = request.scope.completed(by: ReportScope(content.scope))
    if request.start == nil, request.end == nil {
      request.start = content.window.lowerBound
      request.end = content.window.upperBound
    }
    return request
  }

  /// The window of a request that is complete.
  func window(of request: ReportRequest) throws(SQLiteError) -> ReportWindow {
    ReportWindow(
      start: request.start, end: request.end, now: request.now, stops: try logTimes())
  }

  /// The common tables that a complete request reads.
  func tables(
    _ request: ReportRequest, _ window: ReportWindow, _ scope: ScopeIDs,
    sharedClusterNames: [String] = []
  ) -> CommonTables {
    CommonTables(
      window: window, scope: scope, dimension: request.dimension,
      sharedClusterNames: sharedClusterNames, sources: sources)
  }
}

extension ArchiveStops {
  /// What an extract is made of, in words: `2026-01-30 00:00 to 2026-01-31 23:59 UTC, service web`.
  package static func text(of content: ExtractSettings.Content) -> String {
    let window = ReportWindow(
      start: content.window.lowerBound, end: content.window.upperBound, now: 0, stops: nil)
    return window.text(of: ReportScope(content.scope))
  }
}

extension ReportScope {
  /// A scope as an extract keeps it.
  package init(_ values: [ExtractSettings.ScopeValue]) {
    func names(_ kind: Kind) -> [String] {
      values.filter { $0.kind == kind.rawValue }.map(\.name)
    }
    self.init(
      clusters: names(.cluster), services: names(.service), accounts: names(.account),
      regions: names(.region))
  }

  /// The scope in the form in which an extract keeps it.
  var values: [ExtractSettings.ScopeValue] {
    let lists: [(Kind, [String])] = [
      (.cluster, clusters), (.service, services), (.account, accounts), (.region, regions),
    ]
    return lists.flatMap { kind, names in
      names.map { ExtractSettings.ScopeValue(kind: kind.rawValue, name: $0) }
    }
  }

  /// The scope with the names of another one for each kind of which it has none.
  fileprivate func completed(by other: ReportScope) -> ReportScope {
    func either(_ own: [String], _ others: [String]) -> [String] { own.isEmpty ? others : own }
    return ReportScope(
      clusters: either(clusters, other.clusters), services: either(services, other.services),
      accounts: either(accounts, other.accounts), regions: either(regions, other.regions))
  }
}
