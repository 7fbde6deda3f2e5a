import JSON

/// Lists the queries of this server, the newest first.
struct DescribeQueries: Operation {
  static let name = "DescribeQueries"
  private static let countMax: Int64 = 1000

  let group: String?
  let status: QueryJob.Status?
  let countMax: Int
  let token: String?
  let language: StartQuery.Language?

  init(_ members: Members) throws(APIError) {
    group = try members.text("logGroupName", .groupName)
    status = try members.word("status", as: QueryJob.Status.self)
    countMax = Int(try members.integer("maxResults", in: 1...Self.countMax) ?? Self.countMax)
    token = try members.text("nextToken", .token)
    language = try members.word("queryLanguage", as: StartQuery.Language.self)
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    let jobs = api.jobs.all.filter { job in
      (group.map(job.question.groups.contains) ?? true) && (status.map { job.status == $0 } ?? true)
        && language ?? .insights == .insights
    }
    let page = try ListPage(jobs, countMax: countMax, token: token, for: request)
    return .value(
      .object([.init("queries", .array(page.elements.map(\.json)))] + page.next))
  }

  private var request: String { "queries \(group ?? "") \(status?.rawValue ?? "")" }
}

extension QueryJob {
  fileprivate var json: JSONValue {
    let progress = progress
    let duration = endedAt.map { $0 - question.createdAt }
    return .object(
      [
        .init("queryLanguage", .text("CWLI")), .init("queryId", .text(question.id)),
        .init("queryString", .text(question.storedText)),
        .init("status", .text(progress.status.rawValue)),
        .init("createTime", .integer(Int(question.createdAt))),
        .init("logGroupName", .text(question.groups.first ?? "")),
        .init("bytesScanned", .real(progress.statistics.bytesScanned.rounded())),
      ] + (duration.map { [.init("queryDuration", .integer(Int($0)))] } ?? []))
  }
}

extension QueryJob.Question {
  /// The text in the form in which AWS stores it: `SOURCE "g" START=…000 END=…999 | …`.
  fileprivate var storedText: String {
    let names = groups.map { #"SOURCE "\#($0)""# }.joined(separator: " | ")
    return "\(names) START=\(start) END=\(end) | \(text)"
  }
}
