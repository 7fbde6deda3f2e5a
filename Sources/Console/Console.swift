package import Charts
package import LogsAPI
package import Time

/// The console: pages for browsers on an archive, and the data beside them, without a word of HTTP.
///
/// Everything that a page shows is in its URL. The pages are in `Pages`, a file each.
package final class Console: Sendable {
  package struct Settings: Sendable {
    /// That of the program.
    package var version: String
    /// Whether readers may ask to see secrets.
    package var unmasks = false
    package var time = TimeSource.system
    /// Whether clients of the API need a key.
    package var isKeyed = false
    /// How many connections the server keeps; nil where it is not known.
    package var connectionsMax: Int?

    package init(version: String) {
      self.version = version
    }
  }

  /// Reports and pages that wait for a thread; more are refused.
  private static let waitingMax = 32
  private static let threads = 2
  /// How long a page may take, in seconds.
  static let secondsMax = 60.0

  package let settings: Settings
  let logs: LogsService
  private let readers: ArchiveReaders
  private let cache = PageCache()
  let completeness = CompletenessCache()

  package init(_ settings: Settings, _ logs: LogsService) {
    self.settings = settings
    self.logs = logs
    readers = logs.makeReaders(threads: Self.threads, waitingMax: Self.waitingMax)
  }

  /// Answers a request, whatever it is.
  package func answer(_ asked: ConsoleRequest) async -> ConsoleAnswer {
    if let asset = ConsoleAsset.all.first(where: { $0.path == asked.path }) { return asset.answer }
    let (page, request) = ConsolePages.page(of: asked, now: settings.time.now)
    do {
      guard let page else { throw ConsoleError.noPage(request) }
      guard asked.changes == page.changes else {
        throw ConsoleError(405, "this page is \(page.changes ? "only for forms" : "only read")")
      }
      try ConsoleScope.checkNames(request.parameters)
      if let meant = ScopeForm.meaning(of: asked.parameters) {
        return .redirect(to: request.link(meant, format: request.format))
      }
      return try await answer(request, page)
    } catch {
      var error = ConsoleError(explaining: error)
      if error.status == 400, error.instead == nil, ConsoleScope.isIn(request.parameters) {
        error.instead = ("the same page without its time and scope", request.linkWithoutScope)
      }
      return ErrorPage.answer(error, request)
    }
  }

  private func answer(
    _ request: PageRequest, _ page: any ConsolePage.Type
  ) async throws -> ConsoleAnswer {
    guard page.isOfArchive else { return try await made(request, page) }
    let link = ConsoleLink.text(request.asked.path, request.parameters)
    let archive = logs.fileVersion
    if let answer = cache.answer(link, of: archive, now: request.now) { return answer }
    let answer = try await made(request, page)
    cache.keep(answer, link, of: archive, now: request.now)
    return answer
  }

  private func made(
    _ request: PageRequest, _ page: any ConsolePage.Type
  ) async throws -> ConsoleAnswer {
    let answer = try await page.answer(request, self)
    if let format = request.format, answer.isHTML {
      throw ConsoleError(404, "this page has no data as .\(format.ending)")
    }
    return answer
  }

  /// Whether a path is that of a style sheet or a script, which have nothing of the archive.
  package static func isAsset(_ path: String) -> Bool {
    ConsoleAsset.all.contains { $0.path == path }
  }

  /// The paths of all pages, with `*` for a name.
  package static var paths: [String] { ConsolePages.all.map { $0.path } }

  /// Whether forms are sent to a path; all other POSTs are calls of the API.
  package static func takesForms(_ path: String) -> Bool {
    ConsolePages.page(of: ConsoleRequest(path: path), now: 0).page?.changes == true
  }

  /// A page without the navigation, for who may not see the others.
  package static func bare(
    title: String, _ content: (inout Markup) -> Void
  ) -> ConsoleAnswer {
    Frame.bare(title: title, content)
  }

  /// Reads the archive, within a time and on one state of it, with secrets masked.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (ConsoleReader) throws -> Result
  ) async throws -> Result {
    try await read(unmask: false, body)
  }

  /// The same for a page that shows secrets where the server may and the page's URL says `unmask=1`.
  func read<Result: Sendable>(
    for request: PageRequest, _ body: @escaping @Sendable (ConsoleReader) throws -> Result
  ) async throws -> Result {
    let isAsked = request.parameters["unmask"] == "1"
    if isAsked, !settings.unmasks {
      throw ConsoleError(
        403, "this server does not show secrets", help: "it does if it is started with --unmask")
    }
    return try await read(unmask: isAsked, body)
  }

  private func read<Result: Sendable>(
    unmask unmasks: Bool, _ body: @escaping @Sendable (ConsoleReader) throws -> Result
  ) async throws -> Result {
    return try await readers.read(seconds: Self.secondsMax) { reader in
      try body(ConsoleReader(reader, unmask: unmasks))
    }
  }
}

extension ConsoleError {
  fileprivate static func noPage(_ request: PageRequest) -> ConsoleError {
    ConsoleError(404, "there is no page \(request.asked.path)", help: "the pages are listed above")
  }
}
