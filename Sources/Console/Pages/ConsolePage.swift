import JSON

/// A page of the console: a path, and what is shown there.
protocol ConsolePage: Sendable {
  /// The path; one of its parts may be a `*`, which stands for a name: `/tasks/*`, `/queries/*/stop`.
  static var path: String { get }
  /// Whether it changes something, and is reached by forms only.
  static var changes: Bool { get }

  /// Whether it says nothing but what the archive has, so that it is the same as long as that is the same.
  static var isOfArchive: Bool { get }

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer
}

extension ConsolePage {
  static var changes: Bool { false }
  static var isOfArchive: Bool { false }
}

/// All pages.
enum ConsolePages {
  /// A path that is in no other's way comes first or last as it likes.
  static let all: [any ConsolePage.Type] = [
    OverviewPage.self, ReportListPage.self, ReportPage.self,
    TaskSearchPage.self, TaskPage.self, QueriesPage.self, StopQueryPage.self, AboutPage.self,
    FieldsPage.self, FieldValuesPage.self, CheckPage.self, FormatPage.self, WordsPage.self,
    QueryPage.self, QueryRowPage.self, QueryExplainPage.self, QuerySaving.self,
    SQLPage.self, OpenAPIPage.self,
  ]

  /// The page that a request means, and the request as the page takes it; nil for a path that is none.
  static func page(
    of asked: ConsoleRequest, now: Int64
  ) -> (page: (any ConsolePage.Type)?, request: PageRequest) {
    let (path, format) = parts(of: asked)
    func request(_ subject: String? = nil) -> PageRequest {
      PageRequest(asked: asked, path: path, subject: subject, format: format, now: now)
    }
    if let page = all.first(where: { $0.path == path || (path == "/index" && $0.path == "/") }) {
      return (page, request())
    }
    for page in all {
      if let name = name(in: path, of: page.path) {
        return (page, request(PercentCode.decoded(name)))
      }
    }
    return (nil, request())
  }

  /// The part of a path that stands for the `*` of a page's path; nil if the path is not the page's.
  private static func name(in path: String, of pattern: String) -> Substring? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == wanted.count, let place = wanted.firstIndex(of: "*"),
      !parts[place].isEmpty,
      parts.indices.allSatisfy({ $0 == place || parts[$0] == wanted[$0] })
    else { return nil }
    return parts[place]
  }

  /// A path without the ending of a data format, and that format: `/reports/reasons.csv`.
  private static func parts(of asked: ConsoleRequest) -> (path: String, format: DataFormat?) {
    let path = asked.path
    guard let dot = path.lastIndex(of: "."),
      let format = DataFormat(ending: path[path.index(after: dot)...], asked.parameters)
    else { return (path, nil) }
    return (String(path[..<dot]), format)
  }
}
