import ArgumentParser
import ECSStops
import Glibc

/// The command: arguments in, text and exit code out.
@main
struct ECSStopsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ecs-stops",
    abstract: "Keep why every Amazon ECS task stopped, and answer questions about it.",
    discussion: """
      Takes the exports of the CloudWatch Logs group that holds your "ECS Task State Change" events into one SQLite \
      file, and works from there: offline, beyond the log group's retention.

        ecs-stops template > stops.yaml                what captures stops
        ecs-stops ingest exports/                      the nightly job
        ecs-stops report reasons --since 7d            why tasks stopped
        ecs-stops report task 5f1c0d3e                 all there is about one task
        ecs-stops query 'stats count(*) by detail.stopCode'
        ecs-stops sql 'SELECT * FROM stopped_tasks LIMIT 5'

      Exit codes: 0 done, 1 failed, 2 the query has errors, 3 some records or files could not be read, 4 a condition of --fail-if or --fail-if-stale is true, 64 usage, 130 interrupted.
      """,
    version: Version.current,
    subcommands: [
      IngestCommand.self, QueryCommand.self, FieldsCommand.self, ReportCommand.self,
      BundleCommand.self, SQLCommand.self, PruneCommand.self, RetentionCommand.self,
      ReclassifyCommand.self, InfoCommand.self, TemplateCommand.self, MatchCommand.self,
    ])

  /// In ArgumentParser's messages, too.
  static let _errorLabel = StandardError.Label.error.rawValue

  /// Runs a command; every error that is thrown anywhere ends here.
  static func main() {
    Startup.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    var color = ColorChoice.auto
    do {
      let words = try SubcommandNames.checked(arguments)
      do {
        var command = try parseAsRoot(QueryArgument.arranged(words))
        if let rows = command as? any RowCommand { color = rows.output.color }
        try command.run()
      } catch  where exitCode(for: error).isSuccess && !(error is ExitCode) {
        // Help, the version and completion scripts are data, too.
        try HelpPage.write(error, words)
      }
    } catch {
      end(error, color, arguments)
    }
  }

  private static func end(_ error: any Error, _ color: ColorChoice, _ arguments: [String]) -> Never
  {
    if let failure = Failure(error) {
      failure.report(color: color)
      Glibc.exit(failure.exitCode.rawValue)
    }
    // An exit code has no text.
    if error is ExitCode { exit(withError: error) }
    UsageMessage(error, arguments).report()
    Glibc.exit(exitCode(for: error).rawValue)
  }
}
