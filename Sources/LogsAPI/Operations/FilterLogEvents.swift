import FilterPatterns
import JSON
import LogsInsights
import Time

/// Gives the events of a group in a time, oldest first, perhaps only those that a filter pattern matches.
struct FilterLogEvents: ArchiveOperation {
  static let name = "FilterLogEvents"
  static let countMax: Int64 = 10_000
  /// A page ends at so many bytes of messages; AWS's ends at a megabyte.
  static let pageBytesMax = 8 << 20
  /// How long a page without a match is looked for; the next call goes on.
  static let nanosecondsMax: Int64 = 5_000_000_000
  private static let batchMax = 1000

  let source: EventSource
  let streams: [String]?
  let streamPrefix: String?
  let start: Int64?
  let end: Int64?
  let pattern: FilterPattern?
  let countMax: Int
  let token: String?
  let unmask: Bool
  /// Everything that a token belongs to.
  private let request: String

  init(_ members: Members) throws(APIError) {
    source = try EventSource(members)
    streams = try members.texts("logStreamNames", .streamName, count: 1...100)
    streamPrefix = try members.text("logStreamNamePrefix", .streamName)
    start = try members.integer("startTime", in: 0 ... .max)
    end = try members.integer("endTime", in: 0 ... .max)
    let patternText = try members.text("filterPattern", .filterPattern)
    countMax = Int(try members.integer("limit", in: 1...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
    let fromHead = try members.boolean("startFromHead") ?? true
    _ = try members.boolean("interleaved")
    unmask = try members.boolean("unmask") ?? false
    guard streams == nil || streamPrefix == nil else {
      throw .invalid("logStreamNames and logStreamNamePrefix are mutually exclusive")
    }
    guard fromHead else {
      throw .invalid("this server gives events oldest first: leave startFromHead out")
    }
    do throws(FilterPatternError) {
      pattern = try patternText.map(FilterPattern.init)
    } catch {
      throw .invalid("Invalid filter pattern: \(error)")
    }
    // `tail --follow` moves the start and keeps no token, so the start belongs to it.
    request =
      "\(source.group) \(streams ?? []) \(streamPrefix ?? "") \(start ?? 0) \(end ?? 0) \(patternText ?? "")"
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    let group = try source.resolve(in: view.directory(for: call))
    var query = EventQuery(
      selection: EventSelection(
        group, streams: try streamNames(of: group, in: view.directory(for: call))), start: start,
      end: end)
    query.condition = pattern?.prefilter
    query.from = try token.map { try EventToken.bound(of: $0, for: request) }
    let page = try page(query, view, api)
    let masker = unmask && api.settings.unmasks ? nil : view.masker
    var members: [JSONValue.Member] = [
      .init("events", .array(page.events.map { $0.json(masker) })),
      .init("searchedLogStreams", .array([])),
    ]
    if let next = page.next {
      members.append(.init("nextToken", .text(EventToken.text(next, for: request))))
    }
    return .object(members)
  }

  /// Nil for all streams.
  private func streamNames(of group: LogGroup, in directory: GroupDirectory) throws -> [String]? {
    guard streams != nil || streamPrefix != nil else { return nil }
    let known = directory.streams(of: group).map(\.name)
    if let streamPrefix { return known.filter { $0.hasPrefix(streamPrefix) } }
    for stream in streams ?? [] where !known.contains(stream) { throw APIError.unknownStream }
    return streams
  }

  /// Some events, and where the next page begins if there is one.
  private func page(
    _ query: EventQuery, _ view: ArchiveView, _ api: LogsService
  ) throws -> (events: [EventQuery.Event], next: EventQuery.Bound?) {
    let matcher = pattern.map(FilterMatcher.init)
    let deadline = api.settings.time.uptimeNanoseconds + Self.nanosecondsMax
    var query = query
    var events: [EventQuery.Event] = []
    var bytes = 0
    while true {
      let batchMax = min(countMax - events.count + 1, Self.batchMax)
      let batch = try query.events(batchMax, from: view, now: api.now)
      for event in batch {
        if try matcher?.matches(event.message) ?? true {
          guard events.count < countMax, bytes < Self.pageBytesMax else {
            return (events, query.from)
          }
          events.append(event)
          bytes += event.message.utf8.count
        }
        query.from = EventQuery.Bound(place: event.place, isIncluded: false)
      }
      guard batch.count == batchMax else { return (events, nil) }
      if api.settings.time.uptimeNanoseconds > deadline { return (events, query.from) }
    }
  }
}
