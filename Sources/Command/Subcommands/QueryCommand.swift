import ArgumentParser
import ECSStops

/// `ecs-stops query`: a query in the language of CloudWatch Logs Insights.
struct QueryCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Query the archive with CloudWatch Logs Insights QL.",
    usage: "ecs-stops query [<options>] <query>",
    discussion: """
      Rejects anything that it cannot parse, with a caret at the spot. Without a time range it reads the whole archive. \
      docs/language.md describes the language, `ecs-stops fields` lists the fields.

        ecs-stops query 'fields detail.stoppedReason | sort @timestamp desc'
        ecs-stops query --start 2026-01-24 'stats count(*) by bin(1d)'
        ecs-stops query 'stats count(*) by @service, @cause' --format csv
        ecs-stops query --file crashes.insights --output crashes.csv
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var source: QueryTextOptions
  @OptionGroup(title: "filters") var time: TimeRangeOptions

  @Option(
    help: ArgumentHelp(
      "Print at most this many rows, or all. (default: 10000)",
      valueName: "rows"))
  var limit: RowLimit?

  @OptionGroup var stale: StaleOptions

  @Option(
    help: ArgumentHelp(
      "Read the tables of lookup from this folder: NAME.csv is the table NAME.",
      valueName: "folder"), completion: .directory,
    transform: PathArgument.parse)
  var tables: String?

  @Option(
    help: ArgumentHelp(
      "Stop after this many seconds; 0 for no limit.", valueName: "seconds"))
  var timeout = TimeLimit(seconds: 600)

  @Flag(exclusivity: .exclusive)
  var view: View?

  @Option(
    help: ArgumentHelp(
      "Print errors and warnings of the query in this format; docs/language.md describes json.",
      valueName: "format"))
  var errors: ErrorFormat = .text

  @OptionGroup(title: "output") var output: OutputOptions

  /// What is printed instead of rows.
  enum View: EnumerableFlag {
    case sql, explain, formatQuery

    static func name(for view: View) -> NameSpecification {
      switch view {
      case .sql: .customLong("sql")
      case .explain: .customLong("explain")
      case .formatQuery: .customLong("format-query")
      }
    }

    static func help(for view: View) -> ArgumentHelp? {
      switch view {
      case .sql: "Print the SQL of the query instead of running it."
      case .explain:
        "Print the query's steps, their SQL and SQLite's query plan instead of running it."
      case .formatQuery:
        "Print the query in its canonical layout; needs no archive."
      }
    }
  }

  func validate() throws {
    if view != nil, stale.failIfStale != nil {
      throw ValidationError(
        "--fail-if-stale is for rows, and --sql, --explain and --format-query print none")
    }
  }

  func run() throws {
    let text = try source.text()
    try reportingErrors {
      if view == .formatQuery {
        let query = try Query(text)
        noteExtensions(of: query)
        return try StandardOutput.line(query.canonicalText, pager: output.paging.pager())
      }
      try run(text)
    }
  }

  private func run(_ text: String) throws {
    let opened = try archive.open(.read)
    let runner = try QueryRunner(opened, tables: tables, limits: timeout.limits)
    timeout.watch(runner.clock, color: output.color)
    let now = TimeSource.system.now
    let stops = try ArchiveStops(opened)
    let range = try time.range(asOf: now, in: stops)
    let options = CompileOptions(start: range.start, end: range.end, now: now, rowsMax: limit?.rows)
    let compiled = try runner.compile(text, options: options)
    errors.report(warnings: compiled.warnings, in: SourceText(text))
    switch view {
    case .sql: try StandardOutput.line(compiled.displayText, pager: output.paging.pager())
    case .explain:
      noteExtensions(of: try Query(text))
      try StandardOutput.line(runner.explanation(of: compiled), pager: output.paging.pager())
    case .formatQuery, nil:
      var outcome = ReadOutcome()
      try output.write(hints(for: compiled), masking: output.secrets.masker(opened)) {
        outcome = try runner.run(compiled, to: $0)
      }
      noteCut(outcome)
      try finish(stops, range, now)
    }
  }

  /// Says which fields AWS does not know, where a query is printed and not run.
  private func noteExtensions(of query: Query) {
    guard let note = ExtensionField.note(on: query) else { return }
    StandardError.message(.note, note, color: output.color)
  }

  /// The columns by which the query sorts tell its rows apart.
  private func hints(for query: CompiledQuery) -> TableHints {
    var hints = TableHints()
    hints.keys = SortKeys.names(of: query)
    hints.areColumnsChosen = true
    return hints
  }

  private func noteCut(_ outcome: ReadOutcome) {
    guard outcome.isCut else { return }
    StandardError.message(
      .note,
      CutNote.text(
        shown: outcome.rows, total: outcome.total,
        advice: "--limit all \(output.isFile ? "writes" : "shows") every row",
        isFile: output.isFile),
      color: output.color)
  }

  /// Says what is to be known about the stops that were looked at, and ends with the condition if it is true.
  private func finish(
    _ stops: ArchiveStops, _ range: (start: Int64?, end: Int64?), _ now: Int64
  ) throws {
    let request = ReportRequest(start: range.start, end: range.end, coversAllTime: true, now: now)
    try StopsNote.all(stops, request, color: output.color)
    try stale.check(stops)
  }

  private func reportingErrors(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as QueryError {
      errors.report(source.fileAdvice.map(error.advising) ?? error)
      throw ExitCode.badQuery
    }
  }
}
