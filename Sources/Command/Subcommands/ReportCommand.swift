import ArgumentParser
import ECSStops

/// `ecs-stops report`: a built-in report, or one of the user's own.
struct ReportCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Run a built-in report, or one of your own.",
    usage: "ecs-stops report <name> [<task>] [<options>]",
    discussion: """
      Without a time range, a report covers the seven days before the newest stop in the archive. `ecs-stops report NAME \
      --help` describes one report: its columns, parameters and dimensions. docs/reports.md describes all of them, and how \
      to write your own.

        ecs-stops report --list
        ecs-stops report stops --service nginx-service
        ecs-stops report reasons --since all
        ecs-stops report task d4b7a62a
        ecs-stops report reasons --start 2026-01-01 --end 2026-01-31 --by region
        ecs-stops report services --fail-if 'abnormal > 1000'
        ecs-stops report --all --html week.html
      """)

  @Argument(
    help: "The report to run; --list lists them.", completion: ArchiveCompletion.reports)
  var name: String?

  @Argument(
    help: ArgumentHelp(
      "For the report task: the task's ID, its first characters, or its ARN.", valueName: "task"),
    completion: ArchiveCompletion.subjects)
  var subject: String?

  @Flag(help: "List the reports.")
  var list = false

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup(title: "filters") var time: TimeRangeOptions
  @OptionGroup(title: "filters") var scope: ScopeOptions
  @OptionGroup(title: "filters") var filters: FilterOptions

  @Option(
    help: ArgumentHelp(
      "Break the rows down by one more dimension: \(ReportDimension.list).", valueName: "dimension"),
    completion: ReportDimension.completion, transform: ReportDimension.parse)
  var by: ReportDimension?

  @Option(
    help: ArgumentHelp(
      "Print at most this many rows, or all. (default: 1000; stops: 20; --all: 50 of each)",
      valueName: "rows"))
  var limit: RowLimit?

  @OptionGroup var options: ReportOptions

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Print the report's query in this language instead of running it.",
      valueName: "language"))
  var language: Language?

  @Option(
    help: ArgumentHelp(
      "After printing, exit with 4 if this SQL condition on the columns holds for any row.",
      discussion:
        "Rows beyond --limit count, too. An aggregate looks at all rows: 'sum(abnormal) > 10'.",
      valueName: "condition"))
  var failIf: String?

  @OptionGroup var stale: StaleOptions
  @OptionGroup var gap: GapOptions

  @Option(
    help: ArgumentHelp(
      "Stop after this many seconds; 0 for no limit.", valueName: "seconds"))
  var timeout = TimeLimit(seconds: 60)

  @OptionGroup(title: "output") var page: PageOptions
  @OptionGroup(title: "output") var output: OutputOptions

  enum Language: String, CaseIterable, ExpressibleByArgument {
    case insights, sql
  }

  func validate() throws {
    try validatePage()
    try gap.validate(report: name, isDigest: page.digest)
    if name == nil, !list, !page.all, !page.digest {
      throw ValidationError("a report's name is missing; --list shows the names")
    }
    if name == CoverageReport.name, by == .day || by == .hour,
      options.values[CoverageReport.hours] != nil
    {
      throw ValidationError("give either --by or --set hours, not both")
    }
    if language != nil, failIf != nil {
      throw ValidationError("--fail-if needs rows, and --as prints none")
    }
    if language != nil || list, stale.failIfStale != nil {
      throw ValidationError("--fail-if-stale is for rows, and --as and --list print none")
    }
  }

  private func validatePage() throws {
    if page.all, pagePath == nil {
      throw ValidationError("--all makes a page, and --html says where it goes")
    }
    if page.all, name != nil || by != nil || failIf != nil {
      throw ValidationError("--all takes no report's name, no --by and no --fail-if")
    }
    if page.digest, name != nil || by != nil || failIf != nil || pagePath != nil || list {
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
    if pagePath != nil, language != nil || list {
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
        "report \"\(name)\" takes no argument, but \"\(subject)\" was given",
        help: ScopeOptions.severalNamesAdvice(CommandLine.arguments)
          ?? (TaskID.isLike(subject)
            ? TaskID.advice(for: subject)
            : "for one service write `ecs-stops report \(name) --service \(subject)`"),
        exitCode: .validationFailure)
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
    case .sql:
      try StandardOutput.line(runner.sql(of: report, request), pager: output.paging.pager())
    case .insights:
      let text = try runner.insights(of: report, request)
      if let query = try? Query(text), let note = ExtensionField.note(on: query) {
        StandardError.message(.note, note, color: output.color)
      }
      try StandardOutput.line(text, pager: output.paging.pager())
    case nil: try make(report, runner, request)
    }
  }

  private func make(
    _ report: Report, _ runner: ReportRunner, _ request: ReportRequest
  ) throws {
    guard let path = pagePath else {
      let result = try runner.run(report, request, failIf: failIf)
      try output.write(result)
      noteCut(result)
      noteScope(of: report, request)
      try noteEmpty(result, runner, request)
      return try finish(runner, request, report, result) { try output.writeNext(of: result) }
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
    if made.failing != nil, page.html != nil, path != "-" { try output.write(made) }
    try finish(runner, request, report, made)
  }

  /// Where a page goes: after --html, or after --output if its ending is that of pages.
  private var pagePath: String? { page.html ?? output.pagePath }

  private func writePageOfAll() throws {
    guard let path = pagePath else { return }
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
    try StandardOutput.line(digest.text, pager: output.paging.pager())
    try finish(runner, request)
  }

  private var rowsMax: Int { limit?.rows ?? (page.all ? PageMaker.rowsMax : 1000) }

  private func runner(on archive: borrowing Archive) throws -> ReportRunner {
    let runner = try ReportRunner(
      archive, limits: timeout.limits, unmask: output.secrets.unmask)
    timeout.watch(runner.clock, color: output.color)
    return runner
  }

  /// A bundle's reports stay as they were when it was made.
  private func request(on archive: borrowing Archive) throws -> ReportRequest {
    let now = try archive.extractSettings()?.extractedAt ?? TimeSource.system.now
    let range = time.range(asOf: now)
    var request = ReportRequest(
      subject: subject, start: range.start, end: range.end, coversAllTime: time.coversAllTime,
      now: now, scope: try scope.scope(in: archive),
      filters: filters.filters, dimension: by, values: options.values, rowsMax: rowsMax)
    request.takePeriod(of: name)
    request.countsStops = output.isTableOnTerminal
    return request
  }
}
