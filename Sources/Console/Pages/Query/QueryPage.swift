import Charts
import LogsAPI
import LogsInsights
import Pages

/// `/query`: a query in Logs Insights QL, and its rows.
struct QueryPage: ConsolePage {
  static let path = "/query"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let asked = try QueryAsked(request.parameters)
    guard let text = asked.text else {
      if let job = asked.job { return try opened(job, request, console) }
      return try await start(request, console)
    }
    let reading = try await console.read { reader in
      try QueryDraft.read(text, asked, request, reader)
    }
    switch reading {
    case .draft(let draft): return try await rows(of: draft, request, console)
    case .invalid(let error, let scope):
      return QueryErrors(error, request).answer(scope)
    }
  }

  /// Sends on to the page of a query that has been run.
  private static func opened(
    _ id: String, _ request: PageRequest, _ console: Console
  ) throws -> ConsoleAnswer {
    guard let job = console.logs.jobs.job(id, now: request.now) else {
      throw ConsoleError(
        404, "there is no query with the id \(id) any more",
        help: "results are kept for an hour; /queries lists the queries that there are")
    }
    return .redirect(to: QueryLink.text(of: job.question))
  }

  /// The page without a query.
  private static func start(
    _ request: PageRequest, _ console: Console
  ) async throws -> ConsoleAnswer {
    let scope = try await console.read { try PageScope(request, $0) }
    let lists = QueryLists(request, console)
    return Frame(title: "Query", request: request, scope: scope.bar).answer { content in
      content.append(QueryForm(request).markup)
      content.append(lists.markup)
    }
  }

  private static func rows(
    of draft: QueryDraft, _ request: PageRequest, _ console: Console
  ) async throws -> ConsoleAnswer {
    // Data have no picture.
    async let counted =
      request.format == nil ? console.read { try QueryHistogram(draft, $0) } : nil
    let result: QueryResult
    do { result = try await console.result(of: draft) } catch let error as QueryError {
      return QueryErrors(error, request).answer(draft.scope)
    } catch {
      return failure(ConsoleError(explaining: error), draft, request)
    }
    if let format = request.format {
      return try QueryData(draft, result).answer(in: format)
    }
    let emptiness =
      result.rows.count > 0
      ? nil : try await console.read { try QueryFooter.emptiness(draft, request, $0) }
    let table = try QueryTable(draft, result, request)
    // A count that takes too long must not cost the rows.
    let histogram = try? await counted
    let lists = QueryLists(request, console)
    let chart = try QueryChart(draft, result)
    let drawn: Markup? =
      switch draft.asked.view {
      case .table: nil
      case .chart: chart?.markup
      case .text: try table.text
      }
    let views = QueryViews(
      request, drawn == nil ? .table : draft.asked.view, job: result.job.question.id,
      hasChart: chart != nil
    ).markup
    return Frame(title: "Query", request: request, scope: draft.scope.bar).answer { content in
      content.append(QueryForm(request).markup)
      content.append(QueryErrors.warnings(draft.plan.warnings, draft.text, request))
      content.append(QuerySaving.note(request))
      if let histogram { content.append(histogram.markup(request)) }
      if result.rows.count > 0 { content.append(views) }
      content.append(drawn ?? table.markup)
      content.append(QueryFooter(draft, result, emptiness).markup)
      if result.rows.count > 0 { content.append(DataLinks.markup(table.dataRequest)) }
      content.append(TakeAway(draft, request).markup)
      content.append(QuerySaving.form(request, console))
      content.append(lists.folded)
    }
  }

  /// The query with what went wrong.
  private static func failure(
    _ error: ConsoleError, _ draft: QueryDraft, _ request: PageRequest
  ) -> ConsoleAnswer {
    guard request.format == nil else { return ErrorPage.answer(error, request) }
    return Frame(title: "Query", request: request, scope: draft.scope.bar)
      .answer(status: error.status) { content in
        content.append(QueryForm(request).markup)
        content.append(ErrorPage.box(error))
      }
  }
}
