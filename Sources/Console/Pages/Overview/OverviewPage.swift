import Charts
import JSON
import LogsAPI
import Pages
import Reports

/// `/`: what stopped, why, and whether the archive has all of it.
struct OverviewPage: ConsolePage {
  static let path = "/"
  static let isOfArchive = true

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let archive = console.logs.fileVersion
    let completeness = console.completeness
    return try await console.read { reader in
      let scope = try PageScope(request, reader)
      let overview = try PageMaker(reader.reports).overview(scope.request)
      let coverage = try completeness.sentence(reader, of: archive, now: request.now)
      switch request.format {
      case .json: return OverviewData(overview, scope.window, coverage).answer
      case .some: throw ConsoleError(404, "this page has its data as JSON only: /index.json")
      case nil: break
      }
      return Frame(title: "Stopped ECS tasks", request: request, scope: scope.bar).answer {
        content in
        content.append(head(coverage, scope, request))
        content.append(overview.markup(isFolded: false, links: PageLinks(request)))
        content.append(tiles(request, OverviewData(overview, scope.window, coverage)))
        content.element("p", ["class": "data"]) { line in
          line.append("Data: ")
          line.element(
            "a", ["href": ConsoleLink.text("/index.json", request.parameters)], text: ".json")
        }
      }
    }
  }

  /// The time and scope, and whether the archive is complete.
  private static func head(
    _ coverage: String, _ scope: PageScope, _ request: PageRequest
  ) -> Markup {
    var markup = Markup()
    markup.element("p", ["class": "scope"]) {
      BreakableText.append(scope.window.text(of: scope.request.scope), to: &$0)
    }
    markup.element("p", ["class": "scope coverage"]) { line in
      line.append("The archive ")
      BreakableText.append(coverage, to: &line)
      line.append(". ")
      line.element("a", ["href": "/reports/coverage?since=all"], text: "Coverage")
    }
    return markup
  }

  /// A link to each report, with a number where the overview knows it.
  private static func tiles(_ request: PageRequest, _ data: OverviewData) -> Markup {
    var markup = Markup()
    markup.element("section", ["class": "tiles", "id": "reports"]) { section in
      section.element("h2", text: "Reports")
      section.append(ReportListPage.list(request) { data.number(of: $0.name) })
    }
    return markup
  }
}
