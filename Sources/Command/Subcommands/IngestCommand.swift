import ArgumentParser
import ECSStops
import Glibc

/// `ecs-stops ingest`: export files into the archive.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Import log exports into the archive.",
    usage: "ecs-stops ingest [<options>] <paths> ...",
    discussion: """
      Reads exports of CloudWatch Logs to S3, and every other form in which these events are saved: output of the AWS \
      CLI, Logs Insights, Firehose, SQS, log collectors, plain events, compressed or in archives. It recognizes each file by \
      its content. Give it a file or any folder above the files. It skips files that it \
      has read before, so a nightly job can name the same folder every time.

        ecs-stops ingest exports/
        ecs-stops ingest exports/ --pattern abnormal.json
        aws s3 cp s3://bucket/events.ndjson - | ecs-stops ingest -

      Records that cannot be read are kept, `ecs-stops rejects` lists them, and the exit status is 3.
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var sidecars: SidecarOptions

  @Argument(
    help: "Files and folders to read, or - for standard input.", completion: .file(),
    transform: PathArgument.parse)
  var paths: [String]

  @Flag(
    help: """
      Read files even if they were read before, to bring back stops that a prune deleted.
      """)
  var again = false

  @Option(
    help: ArgumentHelp(
      "Import only the stops that match this EventBridge event pattern: JSON, or a file.",
      discussion: "The others are counted; a later ingest without the pattern imports them.",
      valueName: "pattern"),
    transform: PatternArgument.init)
  var pattern: PatternArgument?

  @Option(
    help: ArgumentHelp(
      "The log group of records that do not name one, such as those of exports to S3.",
      discussion: """
        It becomes the field @log; stops that are in the archive keep theirs. With the account: \
        123456789012:/aws/events/ecs.
        """,
      valueName: "name"))
  var logGroup: String?

  @Option(
    help: ArgumentHelp(
      "Read all files as this format instead of recognizing it: "
        + "\(ExportShape.allCases.compactMap(\.name).joined(separator: ", ")).",
      valueName: "name"),
    transform: Self.format(named:))
  var format: ExportShape?

  @Flag(help: "Say what each file is and what would be imported, and import nothing.")
  var dryRun = false

  private static func format(named name: String) throws -> ExportShape {
    if let format = ExportShape(named: name) { return format }
    let names = ExportShape.allCases.compactMap(\.name)
    let question = NameSuggestions.question(for: name, among: names)
    let list = "the formats are \(names.joined(separator: ", "))"
    throw ValidationError("there is no format \"\(name)\"; \(question ?? list)")
  }

  /// A name, or an account, a colon and a name.
  private static func check(logGroup: String) throws {
    let account = logGroup.prefixMatch(of: /[0-9]{12}:/)
    do {
      _ = try LogGroupName(String(logGroup[(account?.range.upperBound ?? logGroup.startIndex)...]))
    } catch {
      throw ValidationError(
        "--log-group \"\(logGroup)\": \(error); before it may be an account and a colon")
    }
  }

  func validate() throws {
    if let logGroup { try Self.check(logGroup: logGroup) }
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
    for notice in IngestSummary.notices(of: found.errors) { StandardError.message(notice) }
    guard !found.files.isEmpty else {
      if !found.errors.isEmpty { throw ExitCode.failure }
      return StandardError.message(.note, found.skipped.sentence)
    }
    if dryRun { return try rehearse(found.files, pattern, hasErrors: !found.errors.isEmpty) }
    let list = try sidecars.list()
    let isNewFolder = !archive.folderExists
    let opened = try archive.open(.write)
    if isNewFolder { StandardError.message(.note, "created \(archive.path) and its folder") }
    if let list, let path = sidecars.path, try !opened.adopt(list) {
      StandardError.message(
        .warning,
        "the stops in this archive were classified with other sidecar names than those in \(path), and so are the new ones; "
          + "`ecs-stops reclassify` re-evaluates all of them with that file")
    }
    let ingestor = try Ingestor(
      opened, now: TimeSource.system.now, rereads: again, pattern: pattern, format: format,
      logGroup: logGroup)
    ingestor.shouldStop = { Interrupt.isAsked }
    ingestor.onProgress = { StandardError.progress($0.line) }
    var summary = try ingestor.ingest(found.files)
    summary.pathsNotFound = found.errors.count
    for notice in summary.notices { StandardError.message(notice) }
    StandardError.line(summary.line)
    if let note = summary.skippedNote { StandardError.message(.note, note) }
    if summary.wasInterrupted {
      StandardError.message(.error, "interrupted; the files that are complete are in the archive")
      StandardError.message(.help, "run the same command to continue")
      throw ExitCode.interrupted
    }
    if summary.isIncomplete || !found.errors.isEmpty { throw ExitCode.rejected }
  }
}
