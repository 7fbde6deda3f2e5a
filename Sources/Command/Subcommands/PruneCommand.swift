import ArgumentParser
import ECSStops
import Glibc

/// `ecs-stops prune`: deletes what has expired.
struct PruneCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Delete the stops that have expired.",
    usage: "ecs-stops prune [<options>]",
    discussion: """
      Deletes stops older than the retention policy, with everything that only they used, and frees the space. Asks first if \
      it would delete more than half of the stops, and needs --yes where there is no terminal. Others can read meanwhile, and \
      a prune that was killed can be run again.

        ecs-stops prune --retention-days 365 --dry-run
        ecs-stops prune --retention-days 365 --yes
      """)

  @OptionGroup var archive: ArchiveOptions

  @Option(
    help: ArgumentHelp(
      "Keep this many days, instead of the archive's policy.",
      discussion: "Allowed: \(RetentionSetting.allowed).", valueName: "days"),
    completion: ArchiveCompletion.retentionDays, transform: RetentionPolicy.init(argument:))
  var retentionDays: RetentionPolicy?

  @Option(
    help: ArgumentHelp(
      "Count back from this time instead of now.",
      valueName: "time"), transform: TimeArgument.init)
  var asOf: TimeArgument?

  @Flag(help: "Print what would be deleted, and delete nothing.")
  var dryRun = false

  @Flag(help: "Delete without asking.")
  var yes = false

  @OptionGroup(title: "output") var output: OutputOptions

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
          "interrupted", help: "what was deleted stays deleted; run the same command to continue",
          exitCode: .interrupted)
      }
    }
    try write(summary.deleted)
    let seconds = Double(TimeSource.system.now - start) / 1000
    StandardError.line(
      "deleted \(Quantity.of(summary.deleted.tasks, "stop")) logged before"
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
            .text(table == "tasks" ? "stops" : table), .integer(Int64(count)),
            times.map { .text(Timestamp.insightsText($0.lowerBound)) } ?? .null,
            times.map { .text(Timestamp.insightsText($0.upperBound)) } ?? .null,
          ]
        })
    }
  }

  private static func line(_ progress: PruneProgress) -> String {
    let counts = "\(Quantity.count(progress.done)) of \(Quantity.count(progress.total))"
    switch progress.phase {
    case .tasks: return "deleting stops: \(counts)"
    case .superseded: return "deleting superseded events: \(counts)"
    case .texts: return "deleting unused strings: \(counts)"
    case .space: return "giving space back: \(counts) pages"
    }
  }
}
