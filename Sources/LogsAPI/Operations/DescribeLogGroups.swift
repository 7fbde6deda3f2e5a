import JSON

/// Lists log groups with what is known of them.
struct DescribeLogGroups: ArchiveOperation {
  static let name = "DescribeLogGroups"
  private static let countMax: Int64 = 50

  let filter: GroupFilter
  let identifiers: [String]
  let countMax: Int
  let token: String?

  init(_ members: Members) throws(APIError) {
    filter = try GroupFilter(members)
    identifiers = try members.texts("logGroupIdentifiers", .groupIdentifier, count: 1...50) ?? []
    countMax = Int(try members.integer("limit", in: 1...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    var entries = filter.entries(of: view.directory(for: call))
    if !identifiers.isEmpty {
      let wanted = try identifiers.map { identifier in
        guard let group = view.directory(for: call).group(GroupIdentifier(identifier)) else {
          throw APIError.unknownGroup
        }
        return group.name
      }
      entries = entries.filter { wanted.contains($0.group.name) }
    }
    let page = try ListPage(entries, countMax: countMax, token: token, for: "\(self.request)")
    let stops = view.wholeDirectory.places.total.stops
    return .object(
      [.init("logGroups", .array(page.elements.map { json(of: $0, view, stops) }))] + page.next)
  }

  private var request: String { "groups \(filter) \(identifiers)" }

  /// A listing by pattern has fewer members, as AWS's has.
  private func json(
    of entry: GroupFilter.Entry, _ view: ArchiveView, _ stops: Int
  ) -> JSONValue {
    let arn = GroupIdentifier.arn(
      entry.group.name, account: entry.owner.account, region: entry.owner.region)
    var members: [JSONValue.Member] = [.init("logGroupName", .text(entry.group.name))]
    // A group without stops has no first one.
    let created = entry.extent.stops > 0 ? Int(entry.extent.first) : 0
    members.append(.init("creationTime", .integer(created)))
    if let days = view.retentionDays { members.append(.init("retentionInDays", .integer(days))) }
    members.append(.init("metricFilterCount", .integer(0)))
    members.append(.init("arn", .text(arn + ":*")))
    if filter.pattern == nil {
      members.append(.init("storedBytes", .integer(storedBytes(entry, view, of: stops))))
    }
    members.append(.init("logGroupClass", .text("STANDARD")))
    members.append(.init("logGroupArn", .text(arn)))
    if filter.pattern == nil {
      members.append(.init("deletionProtectionEnabled", .boolean(false)))
    }
    return .object(members)
  }

  /// The group's share of the file.
  private func storedBytes(
    _ entry: GroupFilter.Entry, _ view: ArchiveView, of stops: Int
  ) -> Int {
    guard stops > 0 else { return 0 }
    return Int(Double(view.fileBytes) * Double(entry.extent.stops) / Double(stops))
  }
}
