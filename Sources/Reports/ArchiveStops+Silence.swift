import Charts
package import SQLite
import Storage

// What has to be said where there are no stops, so that silence is not taken for health.
extension ArchiveStops {
  /// That no stop is in the time and scope of a request, and how old the newest is; nil if there is one.
  ///
  /// - Throws: `ReportError` if the scope names what no stop has.
  package func emptiness(of request: ReportRequest) throws -> String? {
    let request = try completed(request)
    let window = try window(of: request)
    guard window.stops != nil || window.held != nil else {
      return "this archive has " + (try reasonForNone())
    }
    guard try count(request, window) == 0 else { return nil }
    let asked = "no stops\(Self.of(request.scope)) \(window.timeText(request))"
    guard let newest = try newest(in: request.scope, asOf: request.now) else {
      return try request.scope.isEmpty ? asked : absence(in: request.scope)
    }
    if try !request.scope.isEmpty && count(request.withoutScope, window) > 0 {
      return "\(asked), but others; the newest\(Self.of(request.scope)) is from "
        + Self.dated(newest, request.now)
    }
    return try asked + "; " + ages(request, window)
  }

  /// How old the newest stop of the archive is, and before the first one how old that is.
  private func ages(_ request: ReportRequest, _ window: ReportWindow) throws -> String {
    guard let newest = try newest(in: ReportScope(), asOf: request.now),
      let oldest = try connection.integer("SELECT min(logged_at) FROM tasks")
    else { return "there are none in \(place)" }
    let last = Self.dated(newest, request.now)
    return window.last < oldest
      ? "the oldest stop in \(place) is from \(TimeText.minute(oldest)) UTC, the newest from \(last)"
      : "the newest stop in \(place) is from \(last)"
  }

  /// That the newest stop in a scope is older than an age, in milliseconds; nil if it is not.
  ///
  /// - Parameter now: milliseconds since 1970.
  package func staleness(of scope: ReportScope, olderThan age: Int64, now: Int64) throws -> String?
  {
    guard let newest = try newest(in: scope, asOf: now) else {
      return try absence(in: scope)
    }
    guard now - newest > age else { return nil }
    return "the newest stop\(Self.of(scope)) in \(place) is from \(Self.dated(newest, now))"
  }

  /// That the stops of the archive end long before the time that a request is about does; nil if they do not.
  package func silence(of request: ReportRequest) throws -> String? {
    let isAsked = request.start != nil || request.end != nil || extract != nil
    let window = try window(of: try completed(request))
    guard let newest = window.newest, !window.exceedsHeld else { return nil }
    let end = isAsked ? min(window.last, request.now) : request.now
    guard end - newest > ReportWindow.silenceMax else { return nil }
    // Of a bundle it is the source that may lack exports.
    let place = extract == nil ? place : "the archive that this bundle comes from"
    return "the newest stop in \(place) is from \(Self.dated(newest, request.now))"
  }

  /// That stops are dated later than a day after the present, which is why they do not count as the newest; nil if none
  /// are.
  ///
  /// - Parameter now: milliseconds since 1970.
  package func future(asOf now: Int64) throws(SQLiteError) -> String? {
    let latest = ReportWindow.latestCounted(asOf: now)
    guard let last = try connection.integer("SELECT max(logged_at) FROM tasks"), last > latest,
      let count = try connection.integer("SELECT count(*) FROM tasks WHERE logged_at > \(latest)")
    else { return nil }
    let isAll = try connection.integer("SELECT 1 FROM tasks WHERE logged_at <= \(latest)") == nil
    let stops =
      count == 1
      ? (isAll ? "the only stop in \(place) is" : "1 stop is")
      : (isAll ? "all " : "") + "\(NumberText.grouped(count)) stops" + (isAll ? " in \(place)" : "")
        + " are"
    return "\(stops) dated in the future, up to \(TimeText.minute(last)) UTC; "
      + (count == 1 ? "it is" : "they are") + " not counted as the newest stop"
  }

  /// That a bundle does not hold all of the time of a request; nil if it does, or the archive is not a bundle.
  package func limits(of request: ReportRequest) throws(SQLiteError) -> String? {
    guard let content = extract?.content, try window(of: completed(request)).exceedsHeld else {
      return nil
    }
    return "this bundle holds only stops from \(Self.text(of: content)); nothing is known outside"
  }

  /// How many stops there are in the time and scope of a complete request; without a scope, whether there are any.
  private func count(_ request: ReportRequest, _ window: ReportWindow) throws -> Int64 {
    let scope = try ScopeIDs(request.scope, connection)
    let tables = tables(request.timeAndScope, window, scope)
    let conditions = CommonTables.whereClause(tables.taskConditions(window.span(.window)))
    let sql =
      request.scope.isEmpty
      ? "SELECT EXISTS (SELECT 1 FROM tasks AS t\(conditions))"
      : "WITH \(tables.definition(of: .sumOfCounts)) SELECT coalesce(sum(stops), 0) FROM counts"
    return try connection.integer(sql) ?? 0
  }

  /// Why a scope has no newest stop that counts.
  private func absence(in scope: ReportScope) throws -> String {
    try newest(in: scope, until: .max) == nil
      ? "\(place) has no stops\(Self.of(scope))"
      : "all stops\(Self.of(scope)) in \(place) are dated in the future"
  }

  /// The log time of the newest stop in a scope that counts at a time; of an extract one of its own; nil without one.
  package func newest(in scope: ReportScope, asOf now: Int64) throws -> Int64? {
    try newest(in: scope, until: ReportWindow.latestCounted(asOf: now))
  }

  private func newest(in scope: ReportScope, until latest: Int64) throws -> Int64? {
    let tables = tables(
      ReportRequest(now: 0), try window(of: ReportRequest(coversAllTime: true, now: 0)),
      try ScopeIDs(scope, connection))
    let conditions = tables.scopeConditions("t", none: "NULL") + ["t.logged_at <= \(latest)"]
    return try connection.integer(
      "SELECT max(t.logged_at) FROM tasks AS t\(CommonTables.whereClause(conditions))")
  }

  /// What messages call the archive.
  private var place: String { extract == nil ? "this archive" : "this bundle" }

  /// ` of service web, cluster shop`, or nothing.
  private static func of(_ scope: ReportScope) -> String {
    scope.isEmpty ? "" : " of \(scope.description)"
  }

  /// `2026-01-30 23:58 UTC, 302 days old`.
  private static func dated(_ time: Int64, _ now: Int64) -> String {
    let text = "\(TimeText.minute(time)) UTC"
    return time > now ? "\(text), in the future" : "\(text), \(TimeText.age(now - time)) old"
  }
}

extension ReportWindow {
  /// `from 2026-01-24 09:30 to 2026-01-31 09:30 UTC`, or only the bound that a request has.
  fileprivate func timeText(_ request: ReportRequest) -> String {
    if request.start == nil { return "until \(TimeText.minute(last)) UTC" }
    // What begins in the future goes on.
    if request.end == nil, first == last { return "since \(TimeText.minute(first)) UTC" }
    return "from \(TimeText.minute(first)) to \(TimeText.minute(last)) UTC"
  }

  /// Without a stop for longer than this before its end, a window may lack what nobody has imported: a nightly import,
  /// and some time for it.
  fileprivate static let silenceMax: Int64 = 26 * TimeText.hour

  /// The log time up to which stops are recorded, if that is long before the end of the window, or the present; nil if it
  /// is not.
  package var recordedUntil: Int64? {
    let until = newest.map { min($0, held?.upperBound ?? $0) }
    return until.flatMap { min(last, now) - $0 > Self.silenceMax ? $0 : nil }
  }
}

extension ReportRequest {
  fileprivate var withoutScope: ReportRequest {
    var request = self
    request.scope = ReportScope()
    return request
  }
}
