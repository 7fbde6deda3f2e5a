import LogsAPI
import LogsInsights
import Queries
import Reports

/// A query that a page is asked for, bound but not yet run.
struct QueryDraft: Sendable {
  let asked: QueryAsked
  let text: String
  let scope: PageScope
  let question: QueryQuestion
  let plan: Plan
  /// Whether the plan ends with a pointer to the event that the query itself does not show.
  let hasPointer: Bool
  /// The limits of the time, for the empty result.
  let options: CompileOptions

  /// What a text turns out to be.
  enum Reading: Sendable {
    case draft(QueryDraft)
    case invalid(QueryError, PageScope)
  }

  /// Reads and binds the query.
  ///
  /// - Throws: `ConsoleError`, `ReportError`, `APIError`, or what reading the archive throws.
  static func read(
    _ text: String, _ asked: QueryAsked, _ request: PageRequest, _ reader: ConsoleReader
  ) throws -> Reading {
    let scope = try PageScope(request.forScopeBar, reader)
    let question = QueryQuestion(
      text, .passing(try reader.reports.eventTests(of: scope.request.scope)),
      start: scope.window.first, end: scope.window.last, limit: asked.limit,
      client: request.asked.client, page: request.parameters.only(pageNames).text)
    do {
      let view = try reader.archive.currentView()
      var options = try question.options(in: view, now: request.now)
      let plan = try view.runner.plan(text, options: options)
      options.showsPointer = false
      let own = try view.runner.plan(text, options: options)
      return .draft(
        QueryDraft(
          asked: asked, text: text, scope: scope, question: question, plan: plan,
          hasPointer: own.output.count < plan.output.count, options: options))
    } catch let error as QueryError {
      return .invalid(error, scope)
    }
  }

  /// The names of all parameters that decide which rows there are.
  static let pageNames = QueryAsked.names + ConsoleScope.names
}

extension PageRequest {
  /// The same page with other parameters.
  func with(_ parameters: URLParameters) -> PageRequest {
    PageRequest(
      asked: ConsoleRequest(
        path: asked.path, parameters: parameters, client: asked.client, origin: asked.origin),
      path: path, subject: subject, format: format, now: now)
  }

  /// The page as the scope bar is to link to it: rows of another time begin with the first.
  fileprivate var forScopeBar: PageRequest {
    with(
      URLParameters(parameters.pairs.filter { !QueryAsked.shownNames.contains($0.name) }))
  }
}
