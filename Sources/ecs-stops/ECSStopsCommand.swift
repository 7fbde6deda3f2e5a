import ArgumentParser

/// The command: arguments in, text and exit code out.
@main
struct ECSStopsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ecs-stops",
    abstract: "Keep why every Amazon ECS task stopped, and answer questions about it.",
    discussion: """
      Takes the exports of the CloudWatch Logs group that holds your «ECS Task State Change» events into one SQLite \
      file, and works from there: offline, beyond the log group's retention.

        ecs-stops ingest exports/                      the nightly job
        ecs-stops report reasons --since 7d            why tasks stopped
        ecs-stops report task 5f1c0d3e                 all there is about one task
        ecs-stops query 'stats count(*) by detail.stopCode'
        ecs-stops sql 'SELECT * FROM stopped_tasks LIMIT 5'

      Exit codes: 0 done, 1 failed, 2 the query has errors, 3 some records were rejected, 64 usage, 130 interrupted.
      """,
    subcommands: [Ingest.self])
}
