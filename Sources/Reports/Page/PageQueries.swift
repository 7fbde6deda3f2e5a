import Charts
import Rows

/// The questions behind a figure, folded beneath it.
enum PageQueries {
  /// - Parameter columns: whether the columns are explained as well.
  static func markup(
    _ results: [ReportResult], named name: String, explainsColumns: Bool = false
  ) -> Markup {
    var details = Markup()
    guard !results.isEmpty else { return details }
    details.element("details") { details in
      details.element("summary", text: name)
      for result in results {
        if explainsColumns { details.append(columns(of: result)) }
        append(
          result.sql, named: results.count > 1 ? "SQL: \(result.report.title)" : "SQL",
          to: &details)
        if let insights = result.insights {
          append(insights, named: "CloudWatch Logs Insights", to: &details)
        }
      }
    }
    return details
  }

  private static func append(_ text: String, named name: String, to details: inout Markup) {
    details.element("h4", text: name)
    details.element("pre") { $0.element("code", text: text) }
  }

  private static func columns(of result: ReportResult) -> Markup {
    var list = Markup()
    let explained = result.columns.filter { $0.meaning != nil }
    guard !explained.isEmpty else { return list }
    list.element("h4", text: "Columns")
    list.element("dl") { list in
      for column in explained {
        list.element("dt", text: column.name)
        list.element("dd", text: column.meaning ?? "")
      }
    }
    return list
  }
}
