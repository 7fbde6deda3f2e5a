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
  /// What the values of each column of the plan filter by; nil for a column whose values do not.
  let filters: [ColumnFilter?]
  /// What stops must be to be in the scope.
  let tests: [EventSelection.Test]
  /// The log groups that have all stops together.
  let groups: [(name: String, arn: String)]
  /// Whether the plan ends with a pointer to the event that the query itself does not show.
  let hasPointer: Bool
  /// The limits of the time, for the empty result.
  let options: CompileOptions

  /// Whether the query names log groups by itself.
  var choosesGroups: Bool { plan.steps.contains { $0.text.hasPrefix("SOURCE ") } }

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
    let tests = try reader.reports.eventTests(of: scope.request.scope)
    let question = QueryQuestion(
      text, .passing(tests),
      start: scope.window.first, end: scope.window.last, limit: asked.limit,
      client: request.asked.client, page: request.parameters.only(pageNames).text)
    do {
      let view = try reader.archive.currentView()
      var options = try question.options(in: view, now: request.now)
      let plan = try view.runner.plan(text, options: options)
      options.showsPointer = false
      let own = try view.runner.plan(text, options: options)
      let filters = plan.output.indices.map { index in
        ColumnFilter(index, of: plan) { try? view.runner.plan($0, options: options) }
      }
      return .draft(
        QueryDraft(
          asked: asked, text: text, scope: scope, question: question, plan: plan,
          filters: filters, tests: tests, groups: view.groups,
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
