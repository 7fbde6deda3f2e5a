import Charts
import Pages
import Reports

/// `/reports`: all reports, and what each tells.
struct ReportListPage: ConsolePage {
  static let path = "/reports"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    Frame(title: "Reports", request: request).answer { $0.append(list(request)) }
  }

  /// The reports that need no argument, as links that keep the scope.
  ///
  /// - Parameter number: what is said beside a title; nil for nothing.
  static func list(
    _ request: PageRequest, number: (Report) -> String? = { _ in nil }
  ) -> Markup {
    var markup = Markup()
    markup.element("ul", ["class": "reports"]) { list in
      for report in ReportCatalog.standard.reports where report.argument == nil {
        list.element("li") { item in
          item.element(
            "a",
            [
              "href": ConsoleLink.text(
                "/reports/", report.name, request.parameters.only(ConsoleScope.names))
            ],
            text: report.title)
          if let number = number(report) {
            item.append(" ")
            item.element("span", ["class": "count"], text: number)
          }
          item.element("p") { AboutText.append(report.shortAbout, to: &$0) }
        }
      }
    }
    return markup
  }
}
