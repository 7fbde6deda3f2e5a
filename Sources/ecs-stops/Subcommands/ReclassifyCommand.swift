import ArgumentParser
import ECSStops

/// `ecs-stops reclassify`: re-evaluates all stops.
struct ReclassifyCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "reclassify",
    abstract: "Re-evaluate why tasks stopped with this version's rules.",
    discussion: """
      Each stop is judged once, when it is ingested. After an update that came with other rules, this judges those in \
      the archive again and prints which verdicts have changed: the category before and after, and the rule that \
      decides now. `ecs-stops info` tells whether there are any to judge. Others may read and write meanwhile, and what \
      was killed is completed by the next one.

      The names of sidecars in your file become the archive's, which ingest goes by. Without a file the archive keeps \
      those that it has; --sidecars /dev/null removes them.

        ecs-stops reclassify
        ecs-stops reclassify --dry-run
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var sidecars: SidecarOptions

  @Flag(help: "Prints what would change, and changes nothing.")
  var dryRun = false

  @OptionGroup var output: OutputOptions

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
