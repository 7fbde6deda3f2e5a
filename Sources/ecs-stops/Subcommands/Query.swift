import ArgumentParser
import ECSStops
import LogsInsights
import Reports
import SQLite
import Storage

/// `ecs-stops query`: a query in the language of CloudWatch Logs Insights.
struct Query: RowCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask in the language of CloudWatch Logs Insights.",
    discussion: """
      Runs a Logs Insights query over the archive's events. What is not understood is refused, with a mark where it \
      stands; a row is never left out silently. Without a time the query covers the whole archive.

        ecs-stops query 'fields detail.stopCode | filter detail.group like "web"'
        ecs-stops query --since 7d 'stats count(*) by bin(1d), detail.stopCode'
        ecs-stops query --file crashes.insights --format csv
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var source: QueryTextOptions
  @OptionGroup var time: TimeRangeOptions

  @Option(
    help: ArgumentHelp(
      "At most this many rows; the query's own limit holds too.", valueName: "rows"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "The folder of the tables that lookup reads: NAME.csv is the table NAME.",
      valueName: "folder"))
  var tables: String?

  @Flag(
    name: .customLong("sql"), help: "Prints the SQL that the query becomes, and does not run it.")
  var showsSQL = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of rows from 1") }
  }

  func run() throws {
    let text = try source.text()
    let opened = try archive.open(.read)
    Interrupt.stop(opened.connection.interruptHandle())
    let runner = try QueryRunner(opened, tables: tables)
    let now = WallClock.now()
    let range = time.range(asOf: now)
    let options = CompileOptions(start: range.start, end: range.end, now: now, rowsMax: limit)
    let compiled = try compile(text, options, with: runner)
    if showsSQL { return try StandardOutput.line(compiled.displayText) }
    try output.write { try runner.run(compiled, to: $0) }
  }

  /// Compiles, and shows what is wrong with the query, or surely not meant.
  private func compile(
    _ text: String, _ options: CompileOptions, with runner: QueryRunner
  ) throws -> CompiledQuery {
    do {
      let compiled = try runner.compile(text, options: options)
      let shown = SourceText(text)
      for warning in compiled.warnings { StandardError.line(warning.rendered(in: shown)) }
      return compiled
    } catch let error as QueryError {
      StandardError.line(error.description)
      throw ExitCode.badQuery
    }
  }
}
