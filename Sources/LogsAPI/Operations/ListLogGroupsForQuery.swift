import JSON

/// Names the log groups that a query reads.
struct ListLogGroupsForQuery: Operation {
  static let name = "ListLogGroupsForQuery"
  private static let countMax: Int64 = 500

  let queryID: String
  let countMax: Int
  let token: String?

  init(_ members: Members) throws(APIError) {
    queryID = try members.require("queryId", members.text("queryId", .queryID))
    countMax = Int(try members.integer("maxResults", in: 50...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    guard let job = api.jobs.job(queryID, now: api.now) else {
      throw APIError.unknownQuery(queryID)
    }
    let page = try ListPage(
      job.question.groups, countMax: countMax, token: token, for: "groups of \(queryID)")
    return .value(
      .object(
        [.init("logGroupIdentifiers", .array(page.elements.map(JSONValue.text)))] + page.next))
  }
}
