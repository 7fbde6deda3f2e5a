import Reports

/// The time and scope of a page, read from its URL, and the bar that changes them.
struct PageScope {
  /// What reports are asked for.
  let request: ReportRequest
  let window: ReportWindow
  let bar: ScopeBar

  /// - Throws: `ConsoleError`, `ReportError`.
  init(_ page: PageRequest, _ reader: ConsoleReader) throws {
    let runner = reader.reports
    let scope = try ConsoleScope(page.parameters)
    request = try scope.request(runner, now: page.now)
    let completed = try runner.archiveStops.completed(request)
    window = try runner.archiveStops.window(of: completed)
    bar = ScopeBar(
      page, window, try ScopeChoices(runner, completed),
      newest: try runner.archiveStops.newest(asOf: page.now),
      anchor: try ConsoleScope.anchor(runner.archiveStops, now: page.now))
  }
}
