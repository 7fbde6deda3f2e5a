import JSON
import LogsInsights

/// Saves a query under a name, or gives a saved one another text.
struct PutQueryDefinition: Operation {
  static let name = "PutQueryDefinition"

  let queryName: String
  let text: String
  let id: String?

  init(_ members: Members) throws(APIError) {
    queryName = try members.require("name", members.text("name", TextRule(length: 1...255)))
    text = try members.require(
      "queryString", members.text("queryString", TextRule(length: 1...10_000)))
    id = try members.text("queryDefinitionId", .queryID)
    _ = try members.texts("logGroupNames", .groupName, count: 0...50)
    let language = try members.word("queryLanguage", as: StartQuery.Language.self)
    guard language ?? .insights == .insights else {
      throw .invalid("this server keeps queries in Logs Insights QL only")
    }
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    let queries = api.settings.savedQueries
    if queries.canSave, let id, try !queries.all().contains(where: { $0.id == id }) {
      throw APIError("ResourceNotFoundException", "no saved query has the id \(id)")
    }
    let saved = try queries.save(queryName, text)
    // A query that gets another name is another file.
    if let id, id != saved.id { _ = try queries.delete(id) }
    return .value(.object([.init("queryDefinitionId", .text(saved.id))]))
  }
}
