import ArgumentParser
import ECSStops
import Exports
import Ingest
import Storage
import Time

/// `ecs-stops ingest`: export files into the archive.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Import log exports into the archive.",
    discussion: """
      Reads what CloudWatch Logs exported to S3 (any folder above it will do), and bare events: one per line, one after \
      another, or as a JSON array; gzipped or not. A file that has not changed since it was read (same path, size and \
      times) is not opened again, and any other file is recognized by its content, so a nightly job may name the whole \
      folder again. Any order and any repetition gives the same archive.

        ecs-stops ingest exports/
        aws s3 cp s3://bucket/events.ndjson - | ecs-stops ingest -

      Records that cannot be read are kept in the table `rejects`; the exit status is then 3, and also where some files \
      could not be read. Stops from a damaged or cut gzip file are provisional until an intact file has them too.
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var sidecars: SidecarOptions

  @Argument(help: "Files, folders, or - for standard input.", transform: PathArgument.parse)
  var paths: [String]

  @Flag(
    help: """
      Read files again that are in the archive already, to bring back stops that a prune deleted, as far as the \
      retention policy keeps them.
      """)
  var again = false

  func run() throws {
    let found = ExportFinder.find(paths)
    // Input that does not come keeps the ingest from looking whether somebody interrupts it.
    if found.files.contains(where: { $0.size == nil }) { Watchdog.watch() }
    for failure in found.errors { StandardError.message(.error, "\(failure)") }
    guard !found.files.isEmpty else {
      if !found.errors.isEmpty { throw ExitCode.failure }
      return StandardError.message(.note, Self.sentence(found.skipped))
    }
    let list = try sidecars.list()
    let opened = try archive.open(.write)
    if let list, let path = sidecars.path, try !opened.adopt(list) {
      StandardError.message(
        .warning,
        "the stops in this archive were judged with other sidecars than those in \(path), and so are the new ones; "
          + "`ecs-stops reclassify` judges all of them with that file")
    }
    let ingestor = try Ingestor(opened, now: TimeSource.system.now, rereads: again)
    ingestor.shouldStop = { Interrupt.isAsked }
    ingestor.onProgress = { StandardError.progress(Self.line($0)) }
    var summary = try ingestor.ingest(found.files)
    summary.failures += found.errors
    report(summary, earlier: found.errors.count)
    if summary.wasInterrupted { throw ExitCode.interrupted }
    let isDamaged = summary.warnings.contains(where: \.losesRecords)
    if summary.counts.rejected > 0 || !summary.failures.isEmpty || isDamaged {
      throw ExitCode.rejected
    }
  }

  /// Says what is there where nothing is to be read.
  private static func sentence(_ skipped: SkippedPaths) -> String {
    let parts = [
      (skipped.writeTests, "permission test"), (skipped.empty, "empty file"),
      (skipped.special, "special file"), (skipped.repeated, "repeated file"),
    ].filter { $0.0 > 0 }.map { Quantity.of($0.0, $0.1) }
    return "nothing to import: only \(parts.joined(separator: ", "))"
  }

  private static func line(_ progress: IngestProgress) -> String {
    let rate = Double(progress.records) / max(progress.seconds, 0.001)
    var text =
      "\(Quantity.bytes(progress.bytesDone)) of \(Quantity.bytes(progress.bytesTotal))"
      + ", \(Quantity.count(progress.records)) records, \(Quantity.count(Int(rate)))/s"
    if progress.bytesDone > 0, progress.bytesTotal > progress.bytesDone {
      let left =
        progress.seconds * Double(progress.bytesTotal - progress.bytesDone)
        / Double(progress.bytesDone)
      text += ", \(Quantity.duration(left)) left"
    }
    return text
  }

  private func report(_ summary: IngestSummary, earlier: Int) {
    for warning in summary.warnings { StandardError.message(.warning, "\(warning)") }
    for failure in summary.failures.dropLast(earlier) {
      StandardError.message(.error, "\(failure)")
    }
    reportRejections(summary)
    reportDamage(summary)
    reportPruned(summary)
    StandardError.line((summary.wasInterrupted ? "interrupted: " : "") + Self.line(summary))
  }

  private static func line(_ summary: IngestSummary) -> String {
    let counts = summary.counts
    var parts = ["\(Quantity.count(counts.stored)) stored"]
    for (number, word) in [
      (counts.duplicates, "duplicates"), (counts.superseded, "superseded"),
      (counts.conflicting, "conflicting"), (counts.skipped, "skipped"), (counts.expired, "expired"),
      (counts.rejected, "rejected"),
    ] where number > 0 { parts.append("\(Quantity.count(number)) \(word)") }
    let rate = Int(Double(counts.read) / max(summary.seconds, 0.001))
    var line = "\(Quantity.count(counts.read)) records: \(parts.joined(separator: ", "))"
    line +=
      "; \(Quantity.of(summary.filesRead, "file")) read"
    if summary.filesKnown > 0 { line += ", \(summary.filesKnown) known already" }
    return line + "; \(Quantity.duration(summary.seconds)), \(Quantity.count(rate))/s"
  }

  /// Says what is not certain: stops out of damaged files, and events that contradict each other.
  private func reportDamage(_ summary: IngestSummary) {
    for copy in summary.damagedCopies {
      StandardError.message(
        .note,
        "\(copy.path) is a damaged copy of \(copy.intact), which is in the archive; nothing was taken from it"
      )
    }
    if summary.filesDamaged > 0 {
      StandardError.message(
        .note,
        "\(Quantity.of(summary.filesDamaged, "known file")) damaged, and no intact copy in the archive yet; see"
          + " `ecs-stops report coverage`")
    }
    if summary.provisional > 0 {
      StandardError.message(
        .note,
        "provisional, since their file is damaged: \(Quantity.of(summary.provisional, "stop")); an intact copy confirms them"
      )
    }
    if summary.filesMadeGood > 0 {
      StandardError.message(
        .note,
        "the stops of \(Quantity.of(summary.filesMadeGood, "damaged file")) read earlier have come in whole"
      )
    }
    if summary.counts.conflicting > 0 {
      StandardError.message(
        .warning,
        "\(Quantity.of(summary.counts.conflicting, "event")) at odds with another of the same task, version and time;"
          + " both are kept: ecs-stops sql 'SELECT * FROM superseded'")
    }
  }

  /// Says why nothing comes back of what a prune has deleted.
  private func reportPruned(_ summary: IngestSummary) {
    guard summary.filesPruned > 0, let prunedBefore = summary.prunedBefore else { return }
    StandardError.message(
      .note,
      "a prune deleted the stops logged before \(Timestamp.insightsText(prunedBefore)); of the known files"
        + " \(Quantity.count(summary.filesPruned)) had some, and --again reads them again, as far as the retention policy"
        + " keeps them")
  }

  /// Names the first records that could not be read, and says where all of them are.
  private func reportRejections(_ summary: IngestSummary) {
    let unread = summary.counts.rejected - summary.rejectedProvisional
    guard unread > 0 else { return }
    for rejection in summary.rejections { StandardError.message(.warning, rejection) }
    let more = unread - summary.rejections.count
    StandardError.message(
      .note,
      (more > 0 ? "\(Quantity.count(more)) more records could not be read; " : "")
        + "what could not be read is kept: ecs-stops sql 'SELECT * FROM rejects'")
  }
}
