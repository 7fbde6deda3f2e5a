import JSON

/// A page of the console: a path, and what is shown there.
protocol ConsolePage: Sendable {
  /// The path; a `*` at its end stands for a name: `/tasks/*`.
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
    QueryPage.self,
  ]

  /// The page that a request means, and the request as the page takes it; nil for a path that is none.
  static func page(
    of asked: ConsoleRequest, now: Int64
  ) -> (page: (any ConsolePage.Type)?, request: PageRequest) {
    let (path, format) = parts(of: asked)
    for page in all {
      if page.path == path || (path == "/index" && page.path == "/") {
        return (
          page,
          PageRequest(asked: asked, path: path, subject: nil, format: format, now: now)
        )
      }
    }
    for page in all where page.path.hasSuffix("*") {
      let folder = page.path.dropLast()
      let name = path.dropFirst(folder.count)
      guard path.hasPrefix(folder), !name.isEmpty, !name.contains("/") else { continue }
      let subject = PercentCode.decoded(name)
      return (
        page,
        PageRequest(asked: asked, path: path, subject: subject, format: format, now: now)
      )
    }
    return (nil, PageRequest(asked: asked, path: path, subject: nil, format: format, now: now))
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
