import JSON

/// Lists the names of log groups.
struct ListLogGroups: ArchiveOperation {
  static let name = "ListLogGroups"
  private static let countMax: Int64 = 1000
  private static let countDefault: Int64 = 50

  private let names: GroupNamePattern?
  private let filter: GroupFilter
  private let countMax: Int
  private let token: String?

  init(_ members: Members) throws(APIError) {
    names = try members.text("logGroupNamePattern", Self.patternRule).map(GroupNamePattern.init)
    filter = try GroupFilter(listing: members)
    countMax = Int(try members.integer("limit", in: 1...Self.countMax) ?? Self.countDefault)
    token = try members.text("nextToken", .token)
  }

  private static let patternRule = TextRule(length: 3...129)

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    let entries = filter.entries(of: view.directory(for: call)).filter {
      names?.matches($0.group.name) ?? true
    }
    let page = try ListPage(
      entries, countMax: countMax, token: token, for: "names \(names?.text ?? "") \(filter)")
    let groups = page.elements.map { entry in
      JSONValue.object([
        .init("logGroupName", .text(entry.group.name)),
        .init(
          "logGroupArn",
          .text(
            GroupIdentifier.arn(
              entry.group.name, account: entry.owner.account, region: entry.owner.region))),
        .init("logGroupClass", .text("STANDARD")),
      ])
    }
    return .object([.init("logGroups", .array(groups))] + page.next)
  }
}

/// The pattern of ListLogGroups: parts of names, separated by `|`, each perhaps behind `^` for the beginning.
struct GroupNamePattern: Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  func matches(_ name: String) -> Bool {
    text.split(separator: "|").contains { part in
      part.hasPrefix("^") ? name.hasPrefix(part.dropFirst()) : name.contains(part)
    }
  }
}
