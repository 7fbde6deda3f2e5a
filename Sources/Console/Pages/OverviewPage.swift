import Charts
import Pages
import Reports

/// `/`: what stopped, why, and whether the archive has all of it.
struct OverviewPage: ConsolePage {
  static let path = "/"
  static let isOfArchive = true

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    try await console.read { reader in
      let scope = try PageScope(request, reader)
      return try Frame(title: "Stopped ECS tasks", request: request, scope: scope.bar).answer {
        content in
        try content.append(
          PageMaker(reader.reports).overview(scope.request).markup(
            isFolded: false, links: PageLinks(request)))
        content.append(tiles(request))
      }
    }
  }

  /// A link to each report.
  private static func tiles(_ request: PageRequest) -> Markup {
    var markup = Markup()
    markup.element("section", ["class": "tiles", "id": "reports"]) { section in
      section.element("h2", text: "Reports")
      section.append(ReportListPage.list(request))
    }
    return markup
  }
}
