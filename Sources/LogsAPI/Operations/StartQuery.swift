import JSON
import LogsInsights

/// Starts a query and gives its id at once; what is wrong with its text is said here.
struct StartQuery: Operation {
  static let name = "StartQuery"
  static let groupsMax = 50
  static let rowsMax: Int64 = 100_000

  /// Later values are milliseconds, which several published scripts send: as seconds they are after the year 5000.
  private static let secondsMax: Int64 = 100_000_000_000

  enum Language: String, CaseIterable {
    case insights = "CWLI"
    case sql = "SQL"
    case ppl = "PPL"
  }

  let text: String
  /// What the call names; empty where the query's SOURCE has to.
  let groups: [String]
  /// Milliseconds since 1970, both ends included.
  let start: Int64
  let end: Int64
  let limit: Int?

  init(_ members: Members) throws(APIError) {
    let language = try members.word("queryLanguage", as: Language.self)
    text = try members.require("queryString", members.text("queryString", .queryText))
    groups = try Self.groups(members)
    let start = try members.require("startTime", members.integer("startTime", in: 0 ... .max))
    let end = try members.require("endTime", members.integer("endTime", in: 0 ... .max))
    limit = try members.integer("limit", in: 1...Self.rowsMax).map(Int.init)
    self.start = Self.milliseconds(start, of: 0)
    self.end = Self.milliseconds(end, of: 999)
    guard language == nil || language == .insights else {
      throw .invalid(
        "this server does not run queries in \(language?.rawValue ?? ""); write Logs Insights QL, "
          + "or use `ecs-stops sql` on the archive")
    }
    guard self.end >= self.start else {
      throw .invalid("the end of the time range is before its start")
    }
  }

  private static func groups(_ members: Members) throws(APIError) -> [String] {
    let name = try members.text("logGroupName", .groupName).map { [$0] }
    let names = try members.texts("logGroupNames", .groupName, count: 0...groupsMax)
    let identifiers = try members.texts(
      "logGroupIdentifiers", .groupIdentifier, count: 0...groupsMax)
    let given = [name, names, identifiers].compactMap(\.self).filter { !$0.isEmpty }
    guard given.count <= 1 else {
      throw .invalid(
        "name log groups with one of logGroupName, logGroupNames and logGroupIdentifiers")
    }
    return given.first ?? []
  }

  private static func milliseconds(_ time: Int64, of second: Int64) -> Int64 {
    time > secondsMax ? time : time * 1000 + second
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    let question = QueryQuestion(
      text, .ofGroups(groups, call), start: start, end: end, limit: limit, client: call.client)
    let job: QueryJob
    do { job = try await question.start(in: api) } catch let error as QueryError {
      throw APIError(error)
    }
    return .value(.object([.init("queryId", .text(job.question.id))]))
  }
}
