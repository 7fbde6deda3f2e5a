import Charts
import JSON
import Output
import Rows

/// The ways to see rows, as tabs: a table, a chart where there is one, and plain text.
struct QueryViews {
  private let request: PageRequest
  private let shown: QueryAsked.View
  private let job: String
  private let hasChart: Bool

  init(_ request: PageRequest, _ shown: QueryAsked.View, job: String, hasChart: Bool) {
    self.request = request
    self.shown = shown
    self.job = job
    self.hasChart = hasChart
  }

  var markup: Markup {
    var markup = Markup()
    markup.element("nav", ["class": "views spans", "aria-label": "View of the rows"]) { nav in
      for view in QueryAsked.View.allCases where view != .chart || hasChart {
        let link = request.link(
          request.parameters.removing("from").setting("view", to: view.rawValue)
            .setting("id", to: job))
        let name = view.rawValue.prefix(1).uppercased() + view.rawValue.dropFirst()
        if view == shown {
          nav.element("a", ["href": link, "aria-current": "true"], text: name)
        } else {
          nav.element("a", ["href": link], text: name)
        }
      }
    }
    return markup
  }

  /// Rows as the command prints them.
  static func text(_ columns: [ResultColumn], _ rows: [[Cell]]) throws -> Markup {
    var bytes: [UInt8] = []
    let sink = ByteSink { bytes += $0 }
    try OutputFormat.table.makeWriter(to: sink).write(columns: columns, rows: rows)
    try sink.flush()
    var markup = Markup()
    markup.element("div", ["class": "scroll"]) {
      $0.element(
        "pre", ["class": "as-text", "id": "as-text"], text: String(decoding: bytes, as: UTF8.self))
    }
    return markup
  }
}
