import ArgumentParser
import ECSStops
import Glibc

/// `ecs-stops prune`: deletes what has expired.
struct PruneCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Delete the stops that have expired.",
    discussion: """
      Deletes what was logged longer ago than the archive keeps it, with all that only those stops used, and gives the \
      space back to the file system. Readers may go on meanwhile, and a prune that was killed is completed by the next \
      one. Prints what was deleted. A prune that would delete more than half of the stops asks first, and needs --yes \
      where there is no terminal.

        ecs-stops prune
        ecs-stops prune --retention-days 90 --dry-run
      """)

  @OptionGroup var archive: ArchiveOptions

  @Option(
    help: ArgumentHelp(
      "How many days to keep, instead of the archive's own policy.",
      discussion: "Allowed: \(RetentionSetting.allowed).", valueName: "days"),
    transform: RetentionPolicy.init(argument:))
  var retentionDays: RetentionPolicy?

  @Option(
    help: ArgumentHelp(
      "The time to count back from, instead of now: a date, ISO 8601, or an age.",
      valueName: "time"), transform: TimeArgument.init)
  var asOf: TimeArgument?

  @Flag(help: "Prints what would be deleted, and deletes nothing.")
  var dryRun = false

  @Flag(help: "Delete without asking, also more than half of the stops.")
  var yes = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let now = TimeSource.system.now
    let opened = try archive.openExisting(dryRun ? .read : .write)
    let policy = try retentionDays ?? opened.retentionPolicy()
    guard let policy else {
      throw Failure(
        "the archive has no retention policy, so it keeps everything",
        help: "set one with `ecs-stops retention 400`, or use --retention-days 400")
    }
    let cutoff = policy.cutoff(asOf: asOf?.start(asOf: now) ?? now)
    if dryRun {
      try write(Pruner(opened).plan(before: cutoff))
      StandardError.message(
        .note,
        "dry run: nothing was deleted; the rows count what is older than \(Timestamp.insightsText(cutoff))"
      )
    } else {
      try confirm(opened, before: cutoff)
      try prune(opened, before: cutoff)
    }
  }

  /// Asks before most of the archive is deleted: the policy, the clock or the archive may not be what the user expects.
  private func confirm(_ opened: borrowing Archive, before cutoff: Int64) throws {
    let (expired, all) = try Pruner(opened).expiredShare(before: cutoff)
    guard !yes, expired * 2 > all else { return }
    let extent = expired == all ? "all" : "\(Quantity.count(expired)) of"
    let sentence =
      "this deletes \(extent) \(Quantity.count(all)) stops, those logged before \(Timestamp.insightsText(cutoff))"
    guard Terminal.isTerminal(STDIN_FILENO), StandardError.isTerminal else {
      throw Failure(
        sentence, help: "--yes deletes them without asking, --dry-run shows what they are")
    }
    StandardError.line("\(sentence); delete them? [y/N]")
    let answer = readLine()?.lowercased() ?? ""
    guard answer == "y" || answer == "yes" else {
      throw Failure("nothing was deleted", exitCode: .failure)
    }
  }

  private func prune(_ opened: borrowing Archive, before cutoff: Int64) throws {
    let start = TimeSource.system.now
    let summary = try Pruner(opened).prune(before: cutoff) { progress in
      StandardError.progress(Self.line(progress))
      guard !Interrupt.isAsked else {
        throw Failure(
          "interrupted", help: "what was deleted stays deleted; run it again, it continues",
          exitCode: .interrupted)
      }
    }
    try write(summary.deleted)
    let seconds = Double(TimeSource.system.now - start) / 1000
    StandardError.line(
      "deleted \(Quantity.of(summary.deleted.tasks, "task")) logged before"
        + " \(Timestamp.insightsText(cutoff)); \(Quantity.bytes(summary.bytesReturned)) freed;"
        + " \(Quantity.duration(seconds))")
    if summary.leftUnusedTexts {
      StandardError.message(
        .note, "other processes kept writing, so unused strings were left for the next prune")
    }
  }

  /// One row for each table; the span of log times stands beside the tasks.
  private func write(_ plan: PrunePlan) throws {
    let span = plan.loggedAt
    try output.write { writer in
      try writer.write(
        columns: [
          ResultColumn("what", .text), ResultColumn("count", .count),
          ResultColumn("first_logged_at", .time), ResultColumn("last_logged_at", .time),
        ],
        rows: plan.rows.map { table, count in
          let times = table == plan.rows.first?.table ? span : nil
          return [
            .text(table), .integer(Int64(count)),
            times.map { .text(Timestamp.insightsText($0.lowerBound)) } ?? .null,
            times.map { .text(Timestamp.insightsText($0.upperBound)) } ?? .null,
          ]
        })
    }
  }

  private static func line(_ progress: PruneProgress) -> String {
    let counts = "\(Quantity.count(progress.done)) of \(Quantity.count(progress.total))"
    switch progress.phase {
    case .tasks: return "deleting tasks: \(counts)"
    case .superseded: return "deleting superseded events: \(counts)"
    case .texts: return "deleting unused strings: \(counts)"
    case .space: return "giving space back: \(counts) pages"
    }
  }
}
