import LogsAPI
import Time

/// Links to the query page.
enum QueryLink {
  /// The page of a query that has been run, with its rows as long as they are kept.
  static func text(of question: QueryJob.Question) -> String {
    let page =
      question.page.map { URLParameters($0) }
      ?? URLParameters()
      .setting("q", to: question.text)
      .setting("start", to: Timestamp.text(question.start))
      .setting("end", to: Timestamp.text(question.end))
    return ConsoleLink.text(QueryPage.path, page.setting("id", to: question.id))
  }

  /// A query in the time and scope of a page.
  static func text(_ query: String, scope parameters: URLParameters) -> String {
    ConsoleLink.text(
      QueryPage.path, parameters.only(ConsoleScope.names).setting("q", to: query))
  }
}
