import JSON

/// Gives the rows of a query, or says that it still runs.
struct GetQueryResults: Operation {
  static let name = "GetQueryResults"

  /// Most queries end within that: then every client is done with its first poll (logs-api.md 2.2, "Hold").
  static let hold = Duration.milliseconds(500)
  static let rowsMax: Int64 = 10_000

  let queryID: String
  let rowsMax: Int?
  let token: String?

  init(_ members: Members) throws(APIError) {
    queryID = try members.require("queryId", members.text("queryId", .queryID))
    rowsMax = try members.integer("maxItems", in: 0...Self.rowsMax).map(Int.init)
    token = try members.text("nextToken", .token)
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    guard let job = api.jobs.job(queryID, now: api.now) else {
      throw APIError.unknownQuery(queryID)
    }
    await job.wait(atMost: Self.hold)
    let progress = job.progress
    let rows = progress.rows
    let page = try page(of: rows?.count ?? 0)
    var text = Array(#"{"queryLanguage":"CWLI","results":"#.utf8)
    if let rows { text += try await rows.page(page) } else { text += "[]".utf8 }
    let rest = JSONValue.object(
      [
        .init("statistics", progress.statistics.json),
        .init("status", .text(progress.status.rawValue)),
      ] + next(after: page, of: rows?.count ?? 0)
    ).text
    text.append(UInt8(ascii: ","))
    text += rest.utf8.dropFirst()
    return .text(text)
  }

  /// Zero as a bound asks for no rows, as it says.
  private func page(of count: Int) throws(APIError) -> Range<Int> {
    var start = 0
    if let token { start = try PageToken.offset(of: token, for: queryID) }
    guard start <= count else { throw .invalidToken }
    return start..<min(count, start + (rowsMax ?? Int(Self.rowsMax)))
  }

  private func next(after page: Range<Int>, of count: Int) -> [JSONValue.Member] {
    guard page.upperBound < count, !page.isEmpty else { return [] }
    return [.init("nextToken", .text(PageToken.text(offset: page.upperBound, for: queryID)))]
  }
}

extension QueryJob.Statistics {
  /// All are doubles, as the API says.
  fileprivate var json: JSONValue {
    .object([
      .init("recordsMatched", .real(Double(matched))),
      .init("recordsScanned", .real(Double(scanned))),
      .init("estimatedRecordsSkipped", .real(0)),
      .init("bytesScanned", .real(bytesScanned.rounded())),
      .init("estimatedBytesSkipped", .real(0)),
      .init("logGroupsScanned", .real(Double(groups))),
      .init("resultCount", .real(Double(rows))),
    ])
  }
}
