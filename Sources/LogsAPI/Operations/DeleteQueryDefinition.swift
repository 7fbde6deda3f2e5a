import JSON

/// Deletes a saved query.
struct DeleteQueryDefinition: Operation {
  static let name = "DeleteQueryDefinition"

  let id: String

  init(_ members: Members) throws(APIError) {
    id = try members.require("queryDefinitionId", members.text("queryDefinitionId", .queryID))
  }

  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    guard api.settings.savedQueries.canSave else {
      throw APIError.readOnly("saved queries change if it is started with --saved-queries")
    }
    guard try api.settings.savedQueries.delete(id) else {
      throw APIError(
        "ResourceNotFoundException", "no query that was saved here has the id \(id)"
      )
    }
    return .value(.object([.init("success", .boolean(true))]))
  }
}
