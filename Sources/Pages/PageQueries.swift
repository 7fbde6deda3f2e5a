import Charts
import Reports
import Rows

/// The queries of a figure or table, folded below it.
enum PageQueries {
  /// - Parameters:
  ///   - about: what else there is to say, before the columns.
  ///   - explainsColumns: whether the columns of the first result are explained.
  static func markup(
    _ results: [ReportResult], named name: String, about: String = "",
    explainsColumns: Bool = false
  ) -> Markup {
    var details = Markup()
    guard !results.isEmpty else { return details }
    details.element("details", ["class": "more"]) { details in
      details.element("summary", text: name)
      if !about.isEmpty {
        details.element("p", ["class": "about"]) { AboutText.append(about, to: &$0) }
      }
      if explainsColumns, let first = results.first { details.append(columns(of: first)) }
      for result in results {
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
    details.element("p", ["class": "name"], text: name)
    details.element("pre") { pre in
      pre.element("code") { BreakableText.append(text, to: &$0) }
    }
  }

  private static func columns(of result: ReportResult) -> Markup {
    var list = Markup()
    let explained = result.columns.filter { $0.meaning != nil }
    guard !explained.isEmpty else { return list }
    list.element("p", ["class": "name"], text: "Columns")
    list.element("dl") { list in
      for column in explained {
        list.element("dt") { BreakableText.append(column.name, to: &$0) }
        list.element("dd") { AboutText.append(column.meaning ?? "", to: &$0) }
      }
    }
    return list
  }
}
