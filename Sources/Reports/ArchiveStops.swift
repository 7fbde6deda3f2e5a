package import SQLite
package import Storage

/// Which stops an archive has, and which of them count where something was not asked for.
package struct ArchiveStops {
  let connection: Connection
  /// What the archive knows of itself if it is an extract.
  package let extract: ExtractSettings?
  let sources: TableSources

  package init(_ archive: borrowing Archive) throws(SQLiteError) {
    connection = archive.connection
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

  /// The log time of the newest stop that counts at a time, not of one that is dated in the future; nil without one.
  package func newest(asOf now: Int64) throws(SQLiteError) -> Int64? {
    let latest = ReportWindow.latestCounted(asOf: now)
    guard let last = try logTimes()?.upperBound, last > latest else {
      return try logTimes()?.upperBound
    }
    return try connection.integer("SELECT max(logged_at) FROM tasks WHERE logged_at <= \(latest)")
  }

  /// The end of a time that begins at `start`: where stops are dated in the future, an open end is the present, or the
  /// newest stop that counts.
  package func end(
    _ end: Int64?, after start: Int64?, asOf now: Int64
  ) throws(SQLiteError) -> Int64? {
    let latest = ReportWindow.latestCounted(asOf: now)
    guard end == nil, let start, start <= latest, let last = try logTimes()?.upperBound,
      last > latest
    else { return end }
    return max(start, now, try newest(asOf: now) ?? now)
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
    request.end = try end(request.end, after: request.start, asOf: request.now)
    guard let content = extract?.content else {
      let hasStops = try logTimes() != nil
      return request.withStandardTime(
        before: try newest(asOf: request.now) ?? (hasStops ? request.now : nil))
    }
    request.scope = request.scope.completed(by: ReportScope(content.scope))
    if request.start == nil, request.end == nil {
      request.start = content.window.lowerBound
      request.end = content.window.upperBound
    }
    return request
  }

  /// The window of a request that is complete.
  package func window(of request: ReportRequest) throws(SQLiteError) -> ReportWindow {
    ReportWindow(
      start: request.start, end: request.end, now: request.now, stops: try logTimes(),
      newest: try newest(asOf: request.now), held: extract?.content.window)
  }

  /// The request without the time that is outside a bundle.
  ///
  /// - Throws: `ReportError.outsideBundle` if all of it is.
  package func held(_ request: ReportRequest) throws -> ReportRequest {
    var request = request
    let window = try window(of: completed(request))
    guard let content = extract?.content, window.exceedsHeld else { return request }
    let times = window.first...window.last
    guard times.overlaps(content.window) else {
      throw ReportError.outsideBundle(Self.text(of: content))
    }
    let held = times.clamped(to: content.window)
    request.start = held.lowerBound
    request.end = held.upperBound
    return request
  }

  /// The log times of the first and the last stop, without those that are dated in the future unless a window has them.
  package func logTimes(upTo window: ReportWindow) throws(SQLiteError) -> ClosedRange<Int64>? {
    guard let times = try logTimes(), let newest = window.newest,
      window.last <= ReportWindow.latestCounted(asOf: window.now)
    else { return try logTimes() }
    return times.lowerBound...max(times.lowerBound, newest)
  }

  /// The common tables that a complete request reads.
  func tables(
    _ request: ReportRequest, _ window: ReportWindow, _ scope: ScopeIDs,
    search: StopSearch = .inOrder, sharedClusterNames: [String] = []
  ) -> CommonTables {
    CommonTables(
      window: window, scope: scope, filters: request.filters, condition: request.condition,
      search: search, dimension: request.dimension,
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
  package var values: [ExtractSettings.ScopeValue] {
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
