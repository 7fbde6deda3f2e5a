import JSON
import LogsInsights
import Queries

/// `/query/format.json`: a query in its canonical layout, as `query --format-query` prints it.
struct FormatPage: ConsolePage {
  static let path = "/query/format"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    guard let text = request.parameters.text("q") else {
      throw ConsoleError(400, "there is no query to format", help: "q is its text")
    }
    do {
      let query = try Query(text)
      return .json(JSONValue.object([.init("text", .text(query.canonicalText))]).text)
    } catch {
      return .json(DiagnosticsJSON.object(error).text, status: 400)
    }
  }
}
