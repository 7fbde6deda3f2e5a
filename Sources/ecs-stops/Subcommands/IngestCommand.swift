import ArgumentParser
import ECSStops
import Glibc

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

      With --pattern, only stops that match an EventBridge event pattern are kept; the others are counted as filtered, \
      and come in with a later ingest of the same files without it.

        ecs-stops ingest --pattern abnormal.json exports/

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

  @Option(
    help: ArgumentHelp(
      """
      Keep only the stops that match an EventBridge event pattern: its JSON, or a file that holds it. Exit status 2 if \
      the pattern is invalid.
      """, valueName: "pattern"),
    transform: PatternArgument.init)
  var pattern: PatternArgument?

  func validate() throws {
    if pattern?.argument == "-", paths.contains("-") {
      throw ValidationError(
        "--pattern - and - both read standard input; name a file for one of them")
    }
  }

  func run() throws {
    let pattern = try pattern?.read()
    let found = ExportFinder.find(paths)
    // An ingest that waits for input cannot check whether it has been interrupted.
    if found.files.contains(where: { $0.size == nil }) { Watchdog.watch() }
    if found.files.contains(where: \.isStandardInput), Terminal.isTerminal(STDIN_FILENO) {
      StandardError.message(.note, "reading standard input; end it with Ctrl-D")
    }
    for failure in found.errors { StandardError.message(.error, "\(failure)") }
    guard !found.files.isEmpty else {
      if !found.errors.isEmpty { throw ExitCode.failure }
      return StandardError.message(.note, found.skipped.sentence)
    }
    let list = try sidecars.list()
    let opened = try archive.open(.write)
    if let list, let path = sidecars.path, try !opened.adopt(list) {
      StandardError.message(
        .warning,
        "the stops in this archive were classified with other sidecar names than those in \(path), and so are the new ones; "
          + "`ecs-stops reclassify` re-evaluates all of them with that file")
    }
    let ingestor = try Ingestor(
      opened, now: TimeSource.system.now, rereads: again, pattern: pattern)
    ingestor.shouldStop = { Interrupt.isAsked }
    ingestor.onProgress = { StandardError.progress($0.line) }
    let summary = try ingestor.ingest(found.files)
    for notice in summary.notices { StandardError.message(notice) }
    StandardError.line(summary.line)
    if summary.wasInterrupted {
      StandardError.message(.help, "run it again, it continues")
      throw ExitCode.interrupted
    }
    if summary.isIncomplete || !found.errors.isEmpty { throw ExitCode.rejected }
  }
}
