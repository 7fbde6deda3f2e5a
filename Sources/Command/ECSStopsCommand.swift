package import ArgumentParser
import ECSStops
import Glibc
import Synchronization

/// The command: arguments in, text and exit code out.
package struct ECSStopsCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "ecs-stops",
    abstract: "Keep a record of why every Amazon ECS task stopped, and query it.",
    usage: "ecs-stops <subcommand> [<options>]",
    discussion: """
      Imports the exports of the CloudWatch Logs group that holds your "ECS Task State Change" events into one SQLite \
      file, and works offline from there, beyond the log group's retention.

        ecs-stops ingest exports/              import what CloudWatch Logs exported
        ecs-stops report stops                 the last stops, and why they stopped
        ecs-stops report reasons --since all   causes, most frequent first
        ecs-stops report task d4b7a62a         everything about one task
        ecs-stops query 'stats count(*) by @service, @cause'
        ecs-stops sql 'SELECT * FROM stopped_tasks LIMIT 5'

      The archive is the file that --archive names, else $ECS_STOPS_ARCHIVE, else \
      $XDG_DATA_HOME/ecs-stops/archive.sqlite (~/.local/share if unset).

      Exit status: 0 done; 1 failed; 2 errors in the query, SQL or pattern; 3 done, but some records or files could not \
      be read; 4 a condition of --fail-if, --fail-if-stale or --fail-if-gap holds; 64 wrong usage; 130 interrupted \
      (143 by SIGTERM).
      """,
    version: Version.current,
    subcommands: [
      IngestCommand.self, QueryCommand.self, FieldsCommand.self, ReportCommand.self,
      BundleCommand.self, SQLCommand.self, PruneCommand.self, RetentionCommand.self,
      RejectsCommand.self, ReclassifyCommand.self, InfoCommand.self, CheckCommand.self,
      BackupCommand.self,
      TemplateCommand.self,
      MatchCommand.self,
      ServeCommand.self,
    ])

  package init() {}

  /// What `serve` runs; nil in a program that was built without a server.
  static var server: Server? { serverOfProgram.withLock { $0 } }

  /// Serves until a signal comes.
  package typealias Server = @Sendable (ServerSettings) throws -> Void

  private static let serverOfProgram = Mutex<Server?>(nil)

  /// In ArgumentParser's messages, too.
  package static let _errorLabel = StandardError.Label.error.rawValue

  /// Runs a command; every error that is thrown anywhere ends here.
  ///
  /// - Parameter server: what `serve` runs.
  package static func run(server: Server? = nil) {
    serverOfProgram.withLock { $0 = server }
    Startup.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    var color = ColorChoice.auto
    do {
      try TypedSlips.check(arguments)
      let words = try SubcommandNames.checked(arguments)
      do {
        var command = try parseAsRoot(QueryArgument.arranged(words))
        if let rows = command as? any RowCommand {
          color = rows.output.color
          try rows.output.checkEnding()
        }
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
