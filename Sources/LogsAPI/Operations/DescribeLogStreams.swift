import JSON

/// Lists the streams of a group with their first and last times.
struct DescribeLogStreams: ArchiveOperation {
  static let name = "DescribeLogStreams"
  private static let countMax: Int64 = 50

  enum Order: String, CaseIterable {
    case name = "LogStreamName"
    case lastEvent = "LastEventTime"
  }

  let source: EventSource
  let prefix: String?
  let order: Order
  let isDescending: Bool
  let countMax: Int
  let token: String?

  init(_ members: Members) throws(APIError) {
    source = try EventSource(members)
    prefix = try members.text("logStreamNamePrefix", .streamName)
    order = try members.word("orderBy", as: Order.self) ?? .name
    isDescending = try members.boolean("descending") ?? false
    countMax = Int(try members.integer("limit", in: 1...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
    guard prefix == nil || order == .name else {
      throw .invalid("Cannot order by LastEventTime with a logStreamNamePrefix.")
    }
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    let group = try source.resolve(in: view.directory(for: call))
    var streams = view.directory(for: call).streams(of: group)
    if let prefix { streams = streams.filter { $0.name.hasPrefix(prefix) } }
    if order == .lastEvent {
      streams.sort { ($0.extent.last, $0.name) < ($1.extent.last, $1.name) }
    }
    if isDescending { streams.reverse() }
    let page = try ListPage(streams, countMax: countMax, token: token, for: request)
    return .object(
      [.init("logStreams", .array(page.elements.map { json($0.name, $0.extent, group) }))]
        + page.next)
  }

  private var request: String {
    "streams \(source.group) \(prefix ?? "") \(order.rawValue) \(isDescending)"
  }

  private func json(
    _ name: String, _ extent: ArchivePlaces.Extent, _ group: LogGroup
  ) -> JSONValue {
    let owner = group.mainOwner
    let arn = GroupIdentifier.arn(group.name, account: owner.account, region: owner.region)
    return .object([
      .init("logStreamName", .text(name)), .init("creationTime", .integer(Int(extent.first))),
      .init("firstEventTimestamp", .integer(Int(extent.first))),
      .init("lastEventTimestamp", .integer(Int(extent.last))),
      .init("lastIngestionTime", .integer(Int(extent.last))),
      .init("uploadSequenceToken", .text(PageToken.digest(name))),
      .init("arn", .text("\(arn):log-stream:\(name)")), .init("storedBytes", .integer(0)),
    ])
  }
}
