import JSON
import LogsInsights

/// Gives the events of one stream, forwards or backwards from a place.
struct GetLogEvents: ArchiveOperation {
  static let name = "GetLogEvents"
  private static let countMax: Int64 = 10_000

  let source: EventSource
  let stream: String
  let start: Int64?
  /// Exclusive, as the API says.
  let end: Int64?
  let countMax: Int
  let token: String?
  let fromHead: Bool
  let unmask: Bool
  private let request: String

  init(_ members: Members) throws(APIError) {
    source = try EventSource(members)
    stream = try members.require("logStreamName", members.text("logStreamName", .streamName))
    start = try members.integer("startTime", in: 0 ... .max)
    end = try members.integer("endTime", in: 0 ... .max)
    countMax = Int(try members.integer("limit", in: 1...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
    fromHead = try members.boolean("startFromHead") ?? false
    unmask = try members.boolean("unmask") ?? false
    request = "\(source.group) \(stream) \(start ?? 0) \(end ?? 0)"
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    let group = try source.resolve(in: view.directory(for: call))
    guard view.directory(for: call).streams(of: group).contains(where: { $0.name == stream }) else {
      throw APIError.unknownStream
    }
    var query = EventQuery(
      selection: EventSelection(group, streams: [stream]), start: start,
      end: end.map { $0 - 1 })
    query.isBackwards = !fromHead
    if let token {
      query.isBackwards = token.hasPrefix(Self.backward)
      query.from = try bound(of: token)
    }
    var events = try query.events(countMax, from: view, now: api.now)
    if query.isBackwards { events.reverse() }
    let masker = unmask && api.settings.unmasks ? nil : view.masker
    return .object(
      [.init("events", .array(events.map { $0.shortJSON(masker) }))] + tokens(events, query))
  }

  // MARK: - Tokens

  private static let forward = "f/"
  private static let backward = "b/"

  private func bound(of token: String) throws(APIError) -> EventQuery.Bound {
    guard token.hasPrefix(Self.forward) || token.hasPrefix(Self.backward) else {
      throw .invalidToken
    }
    return try EventToken.bound(of: String(token.dropFirst(Self.forward.count)), for: request)
  }

  /// The tokens of both directions: at an end the one that was sent comes back, which tells clients to stop.
  private func tokens(
    _ events: [EventQuery.Event], _ query: EventQuery
  ) -> [JSONValue.Member] {
    let next: EventQuery.Bound
    let previous: EventQuery.Bound
    if let first = events.first, let last = events.last {
      next = EventQuery.Bound(place: last.place, isIncluded: false)
      previous = EventQuery.Bound(place: first.place, isIncluded: false)
    } else {
      // Nothing further: the way back begins where this page would have.
      let edge =
        query.from
        ?? EventQuery.Bound(
          place: EventQuery.Place(time: start ?? 0, arn: ""), isIncluded: true)
      let turned = EventQuery.Bound(place: edge.place, isIncluded: true)
      next = query.isBackwards ? turned : edge
      previous = query.isBackwards ? edge : turned
    }
    return [
      .init(
        "nextForwardToken", .text(Self.forward + EventToken.text(next, for: request))),
      .init(
        "nextBackwardToken", .text(Self.backward + EventToken.text(previous, for: request))),
    ]
  }
}
