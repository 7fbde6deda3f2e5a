import Charts
import LogsAPI
import LogsInsights
import Queries

/// `/query/explain`: the steps of a query, their SQL, and SQLite's plan.
struct QueryExplainPage: ConsolePage {
  static let path = "/query/explain"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let asked = try QueryAsked(request.parameters)
    guard let text = asked.text else {
      throw ConsoleError(400, "there is no query to explain", help: "its text is the parameter q")
    }
    return try await console.read { reader in
      switch try QueryDraft.read(text, asked, request, reader) {
      case .invalid(let error, let scope):
        return QueryErrors(error, request).answer(scope)
      case .draft(let draft):
        let runner = try reader.archive.currentView().runner
        let explanation = try runner.explanation(of: runner.compile(draft.plan))
        return Frame(title: "What the query does", request: request, scope: draft.scope.bar)
          .answer { content in
            content.element(
              "pre", ["class": "source"], text: (try? Query(text).canonicalText) ?? text)
            content.element("p") {
              $0.element(
                "a",
                ["href": ConsoleLink.text(QueryPage.path, request.parameters)],
                text: "Run the query")
            }
            content.element("pre", ["id": "explanation"], text: explanation)
          }
      }
    }
  }
}
