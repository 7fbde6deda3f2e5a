import SQLite
import Storage

// What has to be said where there are no stops, so that silence is not taken for health.
extension ArchiveStops {
  /// That no stop is in the time and scope of a request, and how old the newest is; nil if there is one.
  ///
  /// - Throws: `ReportError` if the scope names what no stop has.
  package func emptiness(of request: ReportRequest) throws -> String? {
    let request = try completed(request)
    let window = try window(of: request)
    guard let stops = window.stops else {
      return "this archive has no stops; `ecs-stops ingest` imports them"
    }
    guard try count(request, window) == 0 else { return nil }
    guard let newest = try newest(in: request.scope) else {
      return "no stops\(Self.of(request.scope)) in this archive"
    }
    let asked = "no stops\(Self.of(request.scope)) \(window.timeText(request))"
    if try !request.scope.isEmpty && count(request.withoutScope, window) > 0 {
      return "\(asked), but others; the newest\(Self.of(request.scope)) is of "
        + Self.dated(newest, request.now)
    }
    let last = Self.dated(stops.upperBound, request.now)
    guard window.last < stops.lowerBound else {
      return "\(asked); the newest stop in this archive is of \(last)"
    }
    return
      "\(asked); the oldest stop in this archive is of \(PageTime.minute(stops.lowerBound)) UTC, "
      + "the newest of \(last)"
  }

  /// That the newest stop in a scope is older than an age, in milliseconds; nil if it is not.
  ///
  /// - Parameter now: milliseconds since 1970.
  package func staleness(of scope: ReportScope, olderThan age: Int64, now: Int64) throws -> String?
  {
    guard let newest = try newest(in: scope) else {
      return "this archive has no stops\(Self.of(scope))"
    }
    guard now - newest > age else { return nil }
    return "the newest stop\(Self.of(scope)) in this archive is of \(Self.dated(newest, now))"
  }

  /// That the stops of the archive end long before the time that a request is about does; nil if they do not.
  func silence(of request: ReportRequest) throws -> String? {
    let isAsked = request.start != nil || request.end != nil || extract?.content != nil
    let window = try window(of: try completed(request))
    guard let newest = window.stops?.upperBound else { return nil }
    let end = isAsked ? min(window.last, request.now) : request.now
    guard end - newest > ReportWindow.silenceMax else { return nil }
    return "the newest stop in this archive is of \(Self.dated(newest, request.now))"
  }

  /// How many stops there are in the time and scope of a complete request; without a scope, whether there are any.
  private func count(_ request: ReportRequest, _ window: ReportWindow) throws -> Int64 {
    let scope = try ScopeIDs(request.scope, connection)
    let tables = tables(request.timeAndScope, window, scope)
    let conditions = CommonTables.whereClause(tables.taskConditions(window.span(.window)))
    let sql =
      request.scope.isEmpty
      ? "SELECT EXISTS (SELECT 1 FROM tasks AS t\(conditions))"
      : "WITH \(tables.definition(of: .counts)) SELECT coalesce(sum(stops), 0) FROM counts"
    return try connection.integer(sql) ?? 0
  }

  /// The log time of the newest stop in a scope; nil without one.
  private func newest(in scope: ReportScope) throws -> Int64? {
    guard !scope.isEmpty else { return try logTimes()?.upperBound }
    let tables = tables(
      ReportRequest(now: 0), try window(of: ReportRequest(coversAllTime: true, now: 0)),
      try ScopeIDs(scope, connection))
    let conditions = CommonTables.whereClause(tables.scopeConditions("t", none: "NULL"))
    return try connection.integer("SELECT max(t.logged_at) FROM tasks AS t\(conditions)")
  }

  /// ` of service web, cluster shop`, or nothing.
  private static func of(_ scope: ReportScope) -> String {
    scope.isEmpty ? "" : " of \(scope.description)"
  }

  /// `2026-01-30 23:58 UTC, 302 days old`.
  private static func dated(_ time: Int64, _ now: Int64) -> String {
    let text = "\(PageTime.minute(time)) UTC"
    return time > now ? "\(text), in the future" : "\(text), \(PageTime.age(now - time)) old"
  }
}

extension ReportWindow {
  /// `from 2026-01-24 09:30 to 2026-01-31 09:30 UTC`, or only the bound that a request has.
  fileprivate func timeText(_ request: ReportRequest) -> String {
    if request.start == nil { return "until \(PageTime.minute(last)) UTC" }
    // What begins in the future goes on.
    if request.end == nil, first == last { return "since \(PageTime.minute(first)) UTC" }
    return "from \(PageTime.minute(first)) to \(PageTime.minute(last)) UTC"
  }

  /// Without a stop for longer than this before its end, a window may lack what nobody has imported: a nightly import,
  /// and some time for it.
  fileprivate static let silenceMax: Int64 = 26 * PageTime.hour

  /// The log time of the newest stop if that is long before the end of the window, or the present; nil if it is not.
  var recordedUntil: Int64? {
    stops.flatMap { min(last, now) - $0.upperBound > Self.silenceMax ? $0.upperBound : nil }
  }
}

extension ReportRequest {
  fileprivate var withoutScope: ReportRequest {
    var request = self
    request.scope = ReportScope()
    return request
  }
}
