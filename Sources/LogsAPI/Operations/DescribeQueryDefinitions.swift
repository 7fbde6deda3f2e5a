import JSON

/// Lists saved queries: the reports that come with the command, and the user's own.
struct DescribeQueryDefinitions: Operation {
  static let name = "DescribeQueryDefinitions"
  private static let countMax: Int64 = 1000

  let prefix: String?
  let language: StartQuery.Language?
  let countMax: Int
  let token: String?

  init(_ members: Members) throws(APIError) {
    prefix = try members.text("queryDefinitionNamePrefix", TextRule(length: 1...255))
    language = try members.word("queryLanguage", as: StartQuery.Language.self)
    countMax = Int(try members.integer("maxResults", in: 1...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    var definitions = language ?? .insights == .insights ? try api.settings.savedQueries.all() : []
    if let prefix { definitions = definitions.filter { $0.name.hasPrefix(prefix) } }
    let page = try ListPage(
      definitions, countMax: countMax, token: token, for: "definitions \(prefix ?? "")")
    let group = api.settings.naming.main
    return .value(
      .object(
        [.init("queryDefinitions", .array(page.elements.map { $0.json(group) }))] + page.next))
  }
}

extension SavedQuery {
  fileprivate func json(_ group: String) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("queryLanguage", .text("CWLI")), .init("queryDefinitionId", .text(id)),
      .init("name", .text(name)), .init("queryString", .text(text)),
      .init("logGroupNames", .array([.text(group)])),
    ]
    if !parameters.isEmpty {
      members.append(.init("parameters", .array(parameters.map(\.json))))
    }
    if let changedAt { members.append(.init("lastModified", .integer(Int(changedAt)))) }
    return .object(members)
  }
}

extension SavedQuery.Parameter {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [.init("name", .text(name))]
    if let standard { members.append(.init("defaultValue", .text(standard))) }
    if let meaning { members.append(.init("description", .text(meaning))) }
    return .object(members)
  }
}
