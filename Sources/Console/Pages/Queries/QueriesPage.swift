import Charts
import LogsAPI
import Pages

/// `/queries`: the queries that run on this server or have ended within the last hour, whoever has started them.
struct QueriesPage: ConsolePage {
  static let path = "/queries"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let jobs = console.logs.jobs.all
    if let format = request.format {
      return try RowsAnswer(
        columns: QueryEntry.columns, rows: jobs.map { QueryEntry($0, now: request.now).cells },
        name: "queries"
      ).answer(in: format)
    }
    return Frame(title: "Queries of this server", request: request).answer { content in
      content.element(
        "p", ["class": "about"],
        text:
          "Queries of the last hour that were started through the API, by whatever client, the newest first."
      )
      content.append(list(jobs, request))
      content.append(DataLinks.markup(request))
    }
  }

  /// The part that the script fetches again while something runs.
  private static func list(_ jobs: [QueryJob], _ request: PageRequest) -> Markup {
    var markup = Markup()
    let running = jobs.count { $0.status == .running }
    markup.element("div", ["id": "queries", "data-running": "\(running)"]) { list in
      guard !jobs.isEmpty else {
        return list.element("p", ["class": "note"], text: "No queries.")
      }
      if running > 0 {
        list.element("p", ["class": "note"]) { line in
          line.append("\(Quantity.of(running, "query", plural: "queries")) running. ")
          line.element("a", ["href": request.link(request.parameters)], text: "Show again")
        }
      }
      list.element("ol", ["class": "queries"]) { items in
        for job in jobs {
          items.element("li") { $0.append(QueryEntry(job, now: request.now).markup) }
        }
      }
    }
    return markup
  }
}

/// `/queries/ID/stop`: stops a query, and shows the list again.
struct StopQueryPage: ConsolePage {
  static let path = "/queries/*/stop"
  static let changes = true

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let id = request.subject ?? ""
    // It may have ended while the button was there.
    if let job = console.logs.jobs.all.first(where: { $0.question.id == id }) {
      console.logs.stop(job)
    }
    return .redirect(to: QueriesPage.path)
  }
}
