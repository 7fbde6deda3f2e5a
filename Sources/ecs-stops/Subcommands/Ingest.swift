import ArgumentParser
import ECSStops
import Exports
import Storage

/// `ecs-stops ingest`: export files into the archive.
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take exports into the archive.",
    discussion: """
      Reads what CloudWatch Logs exported to S3 (any folder above it will do), and bare events: one a line, one after \
      another, or as a JSON array; gzipped or not. Files that are in the archive already are known by their content \
      and cost nothing, so a nightly job may name the whole folder again. Any order and any repetition gives the same \
      archive.

        ecs-stops ingest exports/
        aws s3 cp s3://bucket/events.ndjson - | ecs-stops ingest -

      Records that cannot be read are kept in the table `rejects`; the exit code is then 3, and also where some \
      files could not be read.
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var sidecars: SidecarOptions

  @Argument(help: "Files, folders, or - for standard input.", transform: PathArgument.parse)
  var paths: [String]

  func run() throws {
    let found = ExportFinder.find(paths)
    // Input that does not come keeps the ingest from looking whether somebody interrupts it.
    if found.files.contains(where: { $0.size == nil }) { Watchdog.watch() }
    for failure in found.errors { StandardError.message(.error, "\(failure)") }
    guard !found.files.isEmpty || found.errors.isEmpty else { throw ExitCode.failure }
    let list = try sidecars.list()
    let opened = try archive.open(.write)
    if let list, let path = sidecars.path, try !opened.adopt(list) {
      StandardError.message(
        .warning,
        "the stops in this archive were judged with other sidecars than those in \(path), and so are the new ones; "
          + "`ecs-stops reclassify` judges all of them with that file")
    }
    let ingestor = try Ingestor(opened, now: WallClock.now())
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
    let counts = summary.counts
    var parts = ["\(Quantity.count(counts.stored)) stored"]
    for (number, word) in [
      (counts.duplicates, "duplicates"), (counts.superseded, "superseded"),
      (counts.skipped, "skipped"), (counts.expired, "expired"), (counts.rejected, "rejected"),
    ] where number > 0 { parts.append("\(Quantity.count(number)) \(word)") }
    let rate = Int(Double(counts.read) / max(summary.seconds, 0.001))
    var line = "\(Quantity.count(counts.read)) records: \(parts.joined(separator: ", "))"
    line +=
      "; \(Quantity.count(summary.filesRead)) \(summary.filesRead == 1 ? "file" : "files") read"
    if summary.filesKnown > 0 { line += ", \(summary.filesKnown) known already" }
    line += "; \(Quantity.duration(summary.seconds)), \(Quantity.count(rate))/s"
    StandardError.line((summary.wasInterrupted ? "interrupted: " : "") + line)
  }

  /// Names the first records that could not be read, and says where all of them are.
  private func reportRejections(_ summary: IngestSummary) {
    guard summary.counts.rejected > 0 else { return }
    for rejection in summary.rejections { StandardError.message(.warning, rejection) }
    let more = summary.counts.rejected - summary.rejections.count
    StandardError.message(
      .note,
      (more > 0 ? "\(Quantity.count(more)) more records could not be read; " : "")
        + "what could not be read is kept: ecs-stops sql 'SELECT * FROM rejects'")
  }
}
