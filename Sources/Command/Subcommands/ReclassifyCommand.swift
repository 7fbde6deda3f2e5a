import ArgumentParser
import ECSStops

/// `ecs-stops reclassify`: re-evaluates why tasks stopped.
struct ReclassifyCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "reclassify",
    abstract: "Re-evaluate why tasks stopped with this version's rules.",
    usage: "ecs-stops reclassify [<options>]",
    discussion: """
      Each stop is classified when it is imported. After an update with new rules, this classifies the stops in the archive \
      again and prints what changed: the cause before and after, and the rule that decides now. `ecs-stops info` shows \
      whether there are any. With --sidecars, or a file of sidecars in its standard place, the names in that file become the \
      archive's; --sidecars /dev/null removes them.

        ecs-stops reclassify --dry-run
        ecs-stops reclassify
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var sidecars: SidecarOptions

  @Flag(help: "Print what would change, and change nothing.")
  var dryRun = false

  @OptionGroup(title: "output") var output: OutputOptions

  func run() throws {
    let start = TimeSource.system.now
    let list = try sidecars.list()
    let opened = try archive.openExisting(dryRun ? .read : .write)
    let reclassifier = try Reclassifier(opened, sidecars: list)
    let summary =
      try dryRun
      ? reclassifier.plan(progress: Self.show) : reclassifier.reclassify(progress: Self.show)
    try write(summary)
    let seconds = Double(TimeSource.system.now - start) / 1000
    StandardError.line(
      "\(Quantity.of(summary.evaluated, "stop")) re-evaluated, \(Quantity.count(summary.changed))"
        + " changed; \(Quantity.duration(seconds))")
    if dryRun { StandardError.message(.note, "dry run: nothing was changed") }
    if summary.leftOlderVerdicts {
      StandardError.message(
        .note,
        "another process keeps adding verdicts by older rules; run it again when it has finished")
    }
  }

  private static func show(_ progress: ReclassifyProgress) throws {
    StandardError.progress(progress.line)
    guard !Interrupt.isAsked else {
      throw Failure(
        "interrupted", help: "verdicts changed so far are kept; run it again, it continues",
        exitCode: .interrupted)
    }
  }

  private func write(_ summary: ReclassifySummary) throws {
    try output.write { writer in
      try writer.write(
        columns: [
          ResultColumn("from", .text), ResultColumn("to", .text), ResultColumn("rule", .text),
          ResultColumn("stops", .count),
        ],
        rows: summary.changes.map { change, stops in
          [
            .text(change.from), .text(change.to), .text(change.rule), .integer(Int64(stops)),
          ]
        })
    }
  }
}

extension ReclassifyProgress {
  /// The progress in one line.
  var line: String { "re-evaluating stops: \(Quantity.count(done)) of \(Quantity.count(total))" }
}
