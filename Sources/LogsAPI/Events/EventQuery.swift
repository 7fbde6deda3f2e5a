import LogsInsights
import Queries
import Rows

/// Log events in the order of their times, read page by page.
///
/// The order is that of time, then of the task's ARN, so that a page can begin after the last event of another one
/// whatever has been imported in between.
struct EventQuery: Sendable {
  /// A place in the order.
  struct Place: Equatable, Sendable {
    /// Milliseconds since 1970.
    let time: Int64
    let arn: String
  }

  let selection: EventSelection?
  /// Milliseconds since 1970, both ends included; nil for no bound.
  var start: Int64?
  var end: Int64?
  /// A condition in Logs Insights QL; nil for none.
  var condition: String?
  /// Where the page begins; nil for the beginning, or for the end where the direction is backwards.
  var from: Bound?
  var isBackwards = false

  /// A place that a page begins at.
  struct Bound: Equatable, Sendable {
    let place: Place
    /// Whether the event there belongs to the page.
    let isIncluded: Bool
  }

  /// An event as it is stored.
  struct Event: Sendable {
    let place: Place
    let message: String
    let ingestionTime: Int64
    let stream: String
  }

  /// The next events, at most so many, in the direction of the query.
  ///
  /// - Throws: `QueryError` for a condition that is none, or what reading the archive throws.
  func events(_ countMax: Int, from view: ArchiveView, now: Int64) throws -> [Event] {
    var options = CompileOptions(start: start, end: end, now: now, rowsMax: countMax)
    options.selection = selection
    // The place bounds the time, so that the index of the times is used.
    if let time = from?.place.time {
      if isBackwards {
        options.end = min(options.end ?? .max, time)
      } else {
        options.start = max(options.start ?? .min, time)
      }
    }
    let rows = RowCollector()
    let runner = view.runner
    try runner.run(runner.compile(text, options: options), to: rows)
    return rows.rows.compactMap(Self.event)
  }

  private var text: String {
    var commands = [
      "fields toMillis(@timestamp) as time, @message, toMillis(@ingestionTime) as ingested, @logStream, @ptr"
    ]
    if let from {
      let past = (isBackwards ? "<" : ">") + (from.isIncluded ? "=" : "")
      let arn = StringLiteral.text(of: from.place.arn)
      commands.append(
        "filter toMillis(@timestamp) != \(from.place.time) or @ptr \(past) \(arn)")
    }
    if let condition { commands.append("filter \(condition)") }
    let order = isBackwards ? "desc" : "asc"
    commands.append("sort @timestamp \(order), @ptr \(order)")
    return commands.joined(separator: " | ")
  }

  private static func event(_ cells: [Cell]) -> Event? {
    guard case .integer(let time) = cells[0], case .text(let message) = cells[1],
      case .integer(let ingested) = cells[2], case .text(let stream) = cells[3],
      case .text(let arn) = cells[4]
    else { return nil }
    return Event(
      place: Place(time: time, arn: arn), message: message, ingestionTime: ingested,
      stream: stream)
  }
}
