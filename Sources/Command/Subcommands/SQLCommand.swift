import ArgumentParser
import ECSStops

/// `ecs-stops sql`: a SELECT of the user's own.
struct SQLCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Query the archive with SQL.",
    usage: "ecs-stops sql [<options>] <query>",
    discussion: """
      Runs one read-only statement of SQLite. Start with the views stopped_tasks, stopped_containers and \
      stopped_attachments; docs/schema.md describes every table and column.

        ecs-stops sql 'SELECT stop_code, count(*) FROM stopped_tasks GROUP BY 1'
        ecs-stops sql --file weekly.sql --output weekly.csv
        echo 'PRAGMA table_list' | ecs-stops sql -
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var source: QueryTextOptions

  @Option(
    help: ArgumentHelp(
      "Stop after this many seconds; 0 for no limit.", valueName: "seconds"))
  var timeout = TimeLimit(seconds: 60)

  @OptionGroup(title: "output") var output: OutputOptions

  func run() throws {
    let sql = try source.text()
    let opened = try archive.open(.read)
    try ReportFunctions.register(on: opened.connection)
    let sandbox = try SQLSandbox(opened.connection, limits: timeout.limits)
    timeout.watch(sandbox.runner.clock, color: output.color)
    do {
      try write(
        sandbox.prepare(sql), of: sql, in: sandbox, masking: output.secrets.masker(opened))
    } catch let error as SQLSandboxError {
      let schema = SchemaNames(opened.connection, sandbox.runner)
      var failure = Failure(error, names: { schema.tables }, columns: { schema.columns(in: $0) })
      if let advice = source.fileAdvice { failure.help = advice }
      throw failure
    }
  }

  private func write(
    _ statement: consuming Statement, of sql: String, in sandbox: SQLSandbox,
    masking masker: Masker?
  ) throws {
    let select = statement
    // A pragma that answers nothing.
    guard select.columnCount > 0 else { return _ = try sandbox.run(select, to: RowCollector()) }
    var hints = TableHints()
    hints.keys = SortKeys.names(ofSQL: sql, columns: select.columns.map(\.name))
    hints.areColumnsChosen = true
    try output.write(hints, masking: masker) { try sandbox.run(select, to: $0) }
  }
}
