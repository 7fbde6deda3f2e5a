import Charts
import LogsAPI
import LogsInsights
import Pages
import Reports

/// Below the rows: how many there are, of how many, and how long it took.
struct QueryFooter {
  private let draft: QueryDraft
  private let result: QueryResult
  /// What is said where there are no rows.
  private let emptiness: String?

  init(_ draft: QueryDraft, _ result: QueryResult, _ emptiness: String?) {
    self.draft = draft
    self.result = result
    self.emptiness = emptiness
  }

  var markup: Markup {
    var markup = Markup()
    if let emptiness {
      markup.element("p", ["class": "note empty"]) { BreakableText.append(emptiness, to: &$0) }
    }
    markup.element("p", ["class": "statistics", "id": "statistics"], text: line)
    if let cut {
      markup.element("p", ["class": "note cut"], text: cut)
    }
    return markup
  }

  /// `1,204 rows; 1,204 of 8,000 stops matched; 12 ms`.
  private var line: String {
    let statistics = result.statistics
    return
      "\(Quantity.of(statistics.rows, "row")); \(Quantity.count(statistics.matched)) matched of "
      + "\(Quantity.of(statistics.scanned, "stop")) scanned; "
      + "\(NumberText.grouped(result.milliseconds)) ms"
  }

  /// That there may be more rows than these.
  private var cut: String? {
    guard result.statistics.isCut else { return nil }
    let rows = Quantity.count(result.statistics.rows)
    guard draft.asked.limit == nil else {
      return "There are more rows: \(rows) is the limit that was asked for."
    }
    return "\(rows) is the default limit: there are more rows. Set another above, at most "
      + "\(Quantity.count(QueryAsked.rowsMax)), or add a filter."
  }

  /// Why there are no rows: no stops in the time and scope, and how old the newest is; or none that the query keeps.
  static func emptiness(
    _ draft: QueryDraft, _ request: PageRequest, _ reader: ConsoleReader
  ) throws -> String {
    let stops = reader.reports.archiveStops
    if let reason = try stops.emptiness(of: draft.scope.request) {
      return reason.prefix(1).uppercased() + reason.dropFirst() + "."
    }
    var text = "No rows: there are stops in this time and scope, but the query keeps none of them."
    if let newest = try stops.newest(asOf: request.now) {
      text +=
        " The newest stop of the archive is of \(TimeText.minute(newest)) UTC, "
        + "\(TimeText.age(request.now - newest)) ago."
    }
    return text
  }
}
