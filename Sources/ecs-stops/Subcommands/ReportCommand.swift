import ArgumentParser
import ECSStops

/// `ecs-stops report`: a built-in report.
struct ReportCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a canned report.",
    discussion: """
      The reports answer what is asked most. Each is a query that you can read and change: --as sql prints it with \
      the time and the scope in it, --as insights the same question for CloudWatch Logs Insights, as far as that can \
      ask it. A file in a folder of yours is a report, too; docs/reports.md says how. \
      Without a time a report covers the seven days that end at the newest stop in the archive.

        ecs-stops report --list
        ecs-stops report stops --service web --abnormal
        ecs-stops report reasons --since 7d --cluster shop
        ecs-stops report task 5f1c0d3e
        ecs-stops report services --start 2026-01-01 --end 2026-01-31 --by region
        ecs-stops report services --since 1d --fail-if 'abnormal > 10' --fail-if-stale 26h
        ecs-stops report --all --since 7d --html week.html
        ecs-stops report --digest --since 1d
      """)

  @Argument(help: "The report's name.")
  var name: String?

  @Argument(
    help: "What the report is about, for those that need it: a task's id or the beginning of one.")
  var subject: String?

  @Flag(help: "Lists the reports.")
  var list = false

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var time: TimeRangeOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var filters: FilterOptions

  @Option(
    help: ArgumentHelp(
      "Break the rows down by one more dimension: \(ReportDimension.list).", valueName: "dimension"),
    completion: ReportDimension.completion, transform: ReportDimension.parse)
  var by: ReportDimension?

  @Option(
    help: ArgumentHelp(
      "At most this many rows, or all. (default: 1000, for stops 20; with --all 50 of each report)",
      valueName: "rows"))
  var limit: RowLimit?

  @OptionGroup var options: ReportOptions

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Prints the report's question in this language, and does not run it.",
      valueName: "language"))
  var language: Language?

  @Option(
    help: ArgumentHelp(
      "Exit with 4, after the rows, if this SQL condition on the columns is true.",
      discussion: """
        It is asked of all rows, those behind --limit as well: true for one of them is enough. With an aggregate it is \
        about all of them: 'sum(abnormal) > 10'.
        """, valueName: "condition"))
  var failIf: String?

  @OptionGroup var stale: StaleOptions

  @Option(
    help: ArgumentHelp(
      "Stops a report that works longer than this; 0 for no limit.", valueName: "seconds"))
  var timeout = TimeLimit(seconds: 60)

  @OptionGroup var page: PageOptions
  @OptionGroup var output: OutputOptions

  enum Language: String, CaseIterable, ExpressibleByArgument {
    case insights, sql
  }

  func validate() throws {
    try validatePage()
    if name == nil, !list, !page.all, !page.digest {
      throw ValidationError("a report's name is missing; --list shows the names")
    }
    if language != nil, failIf != nil {
      throw ValidationError("--fail-if needs rows, and --as prints none")
    }
    if language != nil || list, stale.failIfStale != nil {
      throw ValidationError("--fail-if-stale is for rows, and --as and --list print none")
    }
  }

  private func validatePage() throws {
    if page.all, page.html == nil {
      throw ValidationError("--all makes a page, and --html says where it goes")
    }
    if page.all, name != nil || by != nil || failIf != nil {
      throw ValidationError("--all takes no report's name, no --by and no --fail-if")
    }
    if page.digest, name != nil || by != nil || failIf != nil || page.html != nil || list {
      throw ValidationError("--digest takes a time and a scope alone")
    }
    if !filters.filters.isEmpty, page.all || page.digest || list {
      throw ValidationError("--abnormal and --cause are for one report")
    }
    if page.digest, limit != nil || language != nil || !options.set.isEmpty {
      throw ValidationError("--digest takes no --limit, no --as and no --set")
    }
    if page.digest, output.format != nil || output.output != nil {
      throw ValidationError("--digest prints Markdown, and takes no --format and no --output")
    }
    if page.html != nil, language != nil || list {
      throw ValidationError("--html makes a page, and --as and --list print something else")
    }
    if page.html != nil, output.output != nil || output.format != nil, failIf == nil {
      throw ValidationError("--html takes the place of --output and --format")
    }
  }

  func run() throws {
    if page.all { return try writePageOfAll() }
    if page.digest { return try writeDigest() }
    if list { return try writeList() }
    guard let name else { return }
    let report = try options.report(named: name)
    if report.argument == nil, let subject {
      throw Failure(
        "report \"\(name)\" takes nothing after its name, and \"\(subject)\" was given",
        help: ScopeOptions.severalNamesAdvice(CommandLine.arguments), exitCode: .validationFailure)
    }
    do {
      try run(report)
    } catch let error as QueryError {
      throw Failure(
        "the query of report \"\(name)\" has errors", excerpt: error.description,
        exitCode: .badQuery)
    }
  }

  private func run(_ report: Report) throws {
    let opened = try archive.open(.read)
    let runner = try runner(on: opened)
    // With one `now` for the rows and all else that is on a page.
    var request = try request(on: opened)
    if limit == nil, let standard = report.limit { request.rowsMax = standard }
    switch language {
    case .sql: try StandardOutput.line(runner.sql(of: report, request))
    case .insights:
      let text = try runner.insights(of: report, request)
      if let query = try? Query(text), let note = ExtensionField.note(on: query) {
        StandardError.message(.note, note, color: output.color)
      }
      try StandardOutput.line(text)
    case nil: try make(report, runner, request)
    }
  }

  private func make(
    _ report: Report, _ runner: ReportRunner, _ request: ReportRequest
  ) throws {
    guard let path = page.html else {
      let result = try runner.run(report, request, failIf: failIf)
      try output.write(result.write)
      noteCut(result)
      try noteNoneLeft(result, runner, request)
      return try finish(runner, request, report, result)
    }
    var made: ReportResult?
    try page.write(to: path) {
      try runner.inSnapshot {
        let result = try runner.run(report, request, failIf: failIf)
        made = result
        return try PageMaker(runner).page(of: result, request)
      }
    }
    guard let made else { return }
    // Whoever is told that a condition is true wants to see of which rows.
    if made.failing != nil { try output.write(made.write) }
    try finish(runner, request, report, made)
  }

  private func writePageOfAll() throws {
    guard let path = page.html else { return }
    let catalog = try options.catalog()
    let opened = try archive.open(.read)
    let runner = try runner(on: opened)
    let request = try request(on: opened)
    try page.write(to: path) { try PageMaker(runner).page(of: catalog.reports, request) }
    try finish(runner, request)
  }

  private func writeDigest() throws {
    let opened = try archive.open(.read)
    let runner = try runner(on: opened)
    let request = try request(on: opened)
    let digest = try runner.inSnapshot {
      try Digest(runner, request, in: .standard)
    }
    try StandardOutput.line(digest.text)
    try finish(runner, request)
  }

  private var rowsMax: Int { limit?.rows ?? (page.all ? PageMaker.rowsMax : 1000) }

  private func runner(on archive: borrowing Archive) throws -> ReportRunner {
    let runner = try ReportRunner(archive, limits: timeout.limits)
    timeout.watch(runner.clock, color: output.color)
    return runner
  }

  /// A bundle's reports stay as they were when it was made.
  private func request(on archive: borrowing Archive) throws -> ReportRequest {
    let now = try archive.extractSettings()?.extractedAt ?? TimeSource.system.now
    let range = time.range(asOf: now)
    return ReportRequest(
      subject: subject, start: range.start, end: range.end, coversAllTime: time.coversAllTime,
      now: now, scope: try scope.scope(in: archive),
      filters: filters.filters, dimension: by, values: options.values, rowsMax: rowsMax)
  }

  /// Says that there are stops where the filters leave none.
  private func noteNoneLeft(
    _ result: ReportResult, _ runner: ReportRunner, _ request: ReportRequest
  ) throws {
    guard result.rows.isEmpty, !request.filters.isEmpty else { return }
    var all = request
    all.filters = StopFilters()
    let stops = try runner.stops(all)
    guard stops > 0 else { return }
    StandardError.message(
      .note,
      "none of the \(Quantity.of(stops, "stop")) in this time range and scope match \(request.filters.options)"
    )
  }

  private func noteCut(_ result: ReportResult) {
    guard result.areMore else { return }
    StandardError.message(
      .note,
      CutNote.text(
        shown: result.rows.count, total: result.total, advice: "--limit all shows every row"))
  }

  /// Says what is to be known about the stops that were looked at, and ends with the conditions that are true.
  private func finish(
    _ runner: ReportRunner, _ request: ReportRequest, _ report: Report? = nil,
    _ result: ReportResult? = nil
  ) throws {
    let stops = runner.archiveStops
    if report?.argument == nil {
      try StopsNote.all(stops, request, color: output.color)
    } else {
      try StopsNote.bundle(stops, request, color: output.color)
    }
    let failures = [
      result.flatMap { result in failIf.flatMap { Failure(failIf: $0, of: result) } },
      try stale.failure(runner.archiveStops, request.scope),
    ].compactMap(\.self)
    for failure in failures.dropLast() { failure.report(color: output.color) }
    if let last = failures.last { throw last }
  }

  private func writeList() throws {
    let catalog = try options.catalog()
    try output.write { writer in
      try writer.write(
        columns: ["report", "title", "about", "file"].map { ResultColumn($0, .text) },
        rows: catalog.reports.map { report in
          let name = report.argument == nil ? report.name : "\(report.name) <task>"
          return [
            .text(name), .text(report.title), .text(report.about),
            report.path.map { .text($0) } ?? .null,
          ]
        })
    }
    for mistake in catalog.mistakes { StandardError.message(.warning, mistake.description) }
  }
}
