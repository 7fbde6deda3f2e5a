import LogsInsights
import Reports
import Time

/// What all pages look at: a time, and some clusters, services, accounts and regions.
///
/// It is in the URL of every page, and goes along when the page changes.
struct ConsoleScope: Sendable {
  /// The names of its parameters.
  static let names = ["since", "start", "end"] + ReportScope.Kind.allCases.map(\.rawValue)

  /// Whether parameters have any of it.
  static func isIn(_ parameters: URLParameters) -> Bool { !parameters.only(names).pairs.isEmpty }

  /// Refuses names that are nearly those of the scope: the page would show all of the archive, as if it were a part.
  static func checkNames(_ parameters: URLParameters) throws(ConsoleError) {
    for name in parameters.pairs.map(\.name) where !names.contains(name) {
      guard name.utf8.count > 3, let near = NameSuggestions.nearest(to: name, among: names),
        !others.contains(name)
      else { continue }
      throw ConsoleError(
        400, "the URL has the unknown parameter \"\(name)\"", help: "did you mean \"\(near)\"?")
    }
  }

  /// Parameters of pages that look like those of the scope.
  private static let others: Set = ["sort", "stops", "status", "hours", "cause", "name"]

  private enum Since {
    case all
    case time(TimeArgument)
  }

  private let since: Since?
  private let start: TimeArgument?
  private let end: TimeArgument?
  let scope: ReportScope
  /// Those of the page's parameters that belong to it.
  let parameters: URLParameters

  /// - Throws: `ConsoleError` for a time that cannot be read.
  init(_ parameters: URLParameters) throws(ConsoleError) {
    self.parameters = parameters.only(Self.names)
    let text = parameters.text("since")
    since = text == "all" ? .all : try Self.time(text, "since").map(Since.time)
    start = try Self.time(parameters.text("start"), "start")
    end = try Self.time(parameters.text("end"), "end")
    if since != nil, start != nil {
      throw ConsoleError(
        400, "since and start cannot be used together: both say where the time begins")
    }
    scope = ReportScope(
      clusters: parameters.all("cluster"), services: parameters.all("service"),
      accounts: parameters.all("account"), regions: parameters.all("region"))
  }

  private static func time(
    _ text: String?, _ name: String
  ) throws(ConsoleError) -> TimeArgument? {
    guard let text else { return nil }
    do {
      return try TimeArgument(text)
    } catch {
      throw ConsoleError(400, "\(name)=\(text): \(error)")
    }
  }

  /// Whether a time was asked for.
  var hasTime: Bool { since != nil || start != nil || end != nil }

  /// How old the newest stop may be for times to count back from now.
  private static let currentMax: Int64 = TimeText.day

  /// The time that `24h` and the like count back from: now, or the newest stop where that is older than a day, since an
  /// archive of last year has nothing in the last 24 hours.
  static func anchor(_ stops: ArchiveStops, now: Int64) throws -> Int64 {
    guard let newest = try stops.newest(asOf: now), now - newest > currentMax else { return now }
    return newest
  }

  /// The request for a report with this time and scope.
  ///
  /// - Throws: `ConsoleError` for an end before the start; `ReportError` for a name that the archive does not have.
  func request(_ runner: ReportRunner, now: Int64) throws -> ReportRequest {
    let stops = runner.archiveStops
    let anchor = try Self.anchor(stops, now: now)
    var first = start
    if case .time(let time)? = since { first = time }
    let start = first?.start(asOf: anchor)
    let end = try stops.end(
      end?.end(asOf: anchor) ?? (start == nil ? nil : max(anchor, start ?? anchor)), after: start,
      asOf: now)
    if let start, let end, end < start {
      throw ConsoleError(
        400,
        "the end of the time, \(TimeText.minute(end)), is before its start, \(TimeText.minute(start)) UTC"
      )
    }
    var isOfAll = false
    if case .all? = since { isOfAll = true }
    return ReportRequest(
      start: start, end: end, coversAllTime: isOfAll, now: now,
      scope: try runner.resolved(scope))
  }
}
