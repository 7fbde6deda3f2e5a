import Charts
import LogsAPI

/// Queries to begin with: samples, saved ones, and the last ones of this server.
struct QueryLists {
  private let request: PageRequest
  private let saved: [SavedQuery]
  private let last: [QueryJob.Question]

  private static let lastMax = 8

  init(_ request: PageRequest, _ console: Console) {
    self.request = request
    saved = (try? console.logs.settings.savedQueries.all()) ?? []
    var texts: Set<String> = []
    last = Array(
      console.logs.jobs.all.map(\.question).filter { texts.insert($0.text).inserted }
        .prefix(Self.lastMax))
  }

  /// What people ask first, and what shows the language.
  static let samples = [
    (
      "Why tasks stopped",
      """
      filter @abnormal
      | stats count(*) as stops by @cause, @service
      | sort stops desc
      """
    ),
    (
      "The last stops",
      """
      fields @timestamp, @service, @cause, detail.stoppedReason
      | sort @timestamp desc
      | limit 100
      """
    ),
    (
      "Stops over time, by cause",
      """
      stats count(*) as stops by bin(1d), @cause
      """
    ),
    (
      "Exit codes of containers",
      """
      filter ispresent(detail.containers.0.exitCode)
      | stats count(*) as stops by detail.containers.0.name, detail.containers.0.exitCode
      | sort stops desc
      """
    ),
    (
      "How long tasks ran before they stopped",
      """
      fields parseDate(substr(detail.startedAt, 0, 19), "yyyy-MM-dd'T'HH:mm:ss") as began
      | fields parseDate(substr(detail.stoppedAt, 0, 19), "yyyy-MM-dd'T'HH:mm:ss") as ended
      | fields (ended - began) / 60000 as minutes
      | stats count(*) as stops, pct(minutes, 50) as median, max(minutes) as longest by @service
      | sort stops desc
      """
    ),
    (
      "Messages with a word",
      """
      fields @timestamp, @message
      | filter @message like /(?i)timeout/
      | limit 50
      """
    ),
  ]

  var markup: Markup {
    var markup = Markup()
    markup.element("div", ["class": "query-lists"]) { lists in
      Self.append("Samples", Self.samples.map { ($0.0, $0.1) }, request, to: &lists)
      Self.append(
        "Saved queries", saved.map { ($0.name, $0.standardText ?? $0.text) }, request, to: &lists)
      Self.append(
        "Last queries", last.map { (Self.line($0.text), $0.text) }, request, to: &lists)
    }
    return markup
  }

  /// The same, below rows.
  var folded: Markup {
    var markup = Markup()
    markup.element("details", ["class": "more"]) { details in
      details.element("summary", text: "Sample, saved and last queries")
      details.append(self.markup)
    }
    return markup
  }

  private static func append(
    _ title: String, _ queries: [(name: String, text: String)], _ request: PageRequest,
    to lists: inout Markup
  ) {
    guard !queries.isEmpty else { return }
    lists.element("section") { section in
      section.element("h2", text: title)
      section.element("ul") { list in
        for query in queries {
          list.element("li") { item in
            item.element(
              "a",
              [
                "href": QueryLink.text(query.text, scope: request.parameters),
                "title": query.text,
              ], text: query.name)
          }
        }
      }
    }
  }

  private static let lineMax = 80

  private static func line(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > lineMax ? line.prefix(lineMax) + "…" : line
  }
}
