import JSON

/// Stops a query that runs.
struct StopQuery: Operation {
  static let name = "StopQuery"

  let queryID: String

  init(_ members: Members) throws(APIError) {
    queryID = try members.require("queryId", members.text("queryId", .queryID))
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    guard let job = api.jobs.job(queryID, now: api.now) else {
      throw APIError.unknownQuery(queryID)
    }
    guard job.status == .running else {
      throw APIError.invalid("the query \(queryID) has ended: it is \(job.status.rawValue)")
    }
    api.stop(job)
    return .value(.object([.init("success", .boolean(true))]))
  }
}
