import ArgumentParser
import ECSStops

/// `ecs-stops query`: a query in the language of CloudWatch Logs Insights.
struct QueryCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask in the language of CloudWatch Logs Insights.",
    discussion: """
      Runs a Logs Insights query over the archive's events. What is not understood is refused, with a mark where it \
      stands. A note says if there are more rows than are shown. Without a time the query covers the whole archive.

        ecs-stops query 'fields detail.stopCode | filter detail.group like "web"'
        ecs-stops query --since 7d 'stats count(*) by bin(1d), detail.stopCode'
        ecs-stops query --file crashes.insights --format csv
        ecs-stops query --format-query 'fields a,b|filter a=1'
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var source: QueryTextOptions
  @OptionGroup var time: TimeRangeOptions

  @Option(
    help: ArgumentHelp(
      "At most this many rows, or all. (default: 10000)",
      discussion: "A smaller limit in the query holds as well.", valueName: "rows"))
  var limit: RowLimit?

  @OptionGroup var stale: StaleOptions

  @Option(
    help: ArgumentHelp(
      "The folder of the tables that lookup reads: NAME.csv is the table NAME.",
      valueName: "folder"), transform: PathArgument.parse)
  var tables: String?

  @Option(
    help: ArgumentHelp(
      "Stops a query that works longer than this; 0 for no limit.", valueName: "seconds"))
  var timeout = TimeLimit(seconds: 600)

  @Flag(exclusivity: .exclusive)
  var view: View?

  @Option(
    help: ArgumentHelp(
      "The form of a query's errors and warnings on standard error.",
      discussion: """
        With json it is one object with the members that AWS uses, message and queryCompileError.location, of the first \
        error, and diagnostics: all of them with code, severity, message, startCharOffset, endCharOffset, line, column \
        and hints, some with a replacement for the range, or for a range of their own. Offsets count characters from 0, \
        the end is exclusive. \
        Warnings of a query that runs are an object with diagnostics alone.
        """, valueName: "form"))
  var errors: ErrorFormat = .text

  @OptionGroup var output: OutputOptions

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
      case .sql: "Prints the SQL that the query becomes, and does not run it."
      case .explain:
        "Prints the query's steps, their SQL and how SQLite goes about it, and does not run it."
      case .formatQuery:
        "Prints the query in its canonical layout; the archive is not needed."
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
        return try StandardOutput.line(query.canonicalText)
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
    case .sql: try StandardOutput.line(compiled.displayText)
    case .explain:
      noteExtensions(of: try Query(text))
      try StandardOutput.line(runner.explanation(of: compiled))
    case .formatQuery, nil:
      var outcome = ReadOutcome()
      try output.write { outcome = try runner.run(compiled, to: $0) }
      noteCut(outcome)
      try finish(stops, range, now)
    }
  }

  /// Says which fields AWS does not know, where a query is printed and not run.
  private func noteExtensions(of query: Query) {
    guard let note = ExtensionField.note(on: query) else { return }
    StandardError.message(.note, note, color: output.color)
  }

  private func noteCut(_ outcome: ReadOutcome) {
    guard outcome.isCut else { return }
    StandardError.message(
      .note,
      CutNote.text(
        shown: outcome.rows, total: outcome.total, advice: "--limit all shows every row"),
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
