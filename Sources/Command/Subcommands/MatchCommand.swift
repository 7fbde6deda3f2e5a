import ArgumentParser
import ECSStops

/// `ecs-stops match`: what an EventBridge event pattern matches.
struct MatchCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show which stops an EventBridge event pattern matches.",
    usage: "ecs-stops match <pattern> [<options>]",
    discussion: """
      Evaluates an event pattern as EventBridge does, offline. By default it counts which archived stops a rule with this \
      pattern would have captured, and which abnormal ones it would have missed. With --event it prints true or false for \
      each event, as `aws events test-event-pattern` does, and exits with 1 unless all match. The archive has the last event \
      of each task.

        ecs-stops match pattern.json
        ecs-stops match pattern.json --by service
        ecs-stops match pattern.json --missed
        ecs-stops match '{"detail":{"stopCode":["TaskFailedToStart"]}}' --rows
        ecs-stops match pattern.json --event event.json
        ecs-stops match pattern.json --task d4b7a62a --explain
        ecs-stops template --abnormal-only --pattern | ecs-stops match -
      """)

  @Argument(
    help: ArgumentHelp(
      "The event pattern: JSON, a file with it, or - for standard input.", valueName: "pattern"),
    transform: PatternArgument.init)
  var pattern: PatternArgument

  @Option(
    help: ArgumentHelp(
      "Evaluate the events in this file, or - for standard input; may be repeated.",
      valueName: "file"), completion: .file(), transform: PathArgument.parse)
  var event: [String] = []

  @Option(
    help: ArgumentHelp(
      "Evaluate the archived event of this task: its ID, or the first characters.",
      valueName: "task"), completion: ArchiveCompletion.tasks)
  var task: String?

  @Flag(
    help: "With --event or --task, explain each field of the pattern.")
  var explain = false

  @Flag(help: "Print the stops that match, newest first, instead of counts.")
  var rows = false

  @Flag(
    help: """
      Print the abnormal stops that it does not match, newest first; with --by, count them.
      """)
  var missed = false

  @Option(
    help: ArgumentHelp(
      "Break the counts down by this dimension: \(ReportDimension.list).", valueName: "dimension"),
    completion: ReportDimension.completion, transform: ReportDimension.parse)
  var by: ReportDimension?

  @Option(
    help: ArgumentHelp("Print at most this many rows, or all. (default: 1000)", valueName: "rows"))
  var limit: RowLimit?

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup(title: "filters") var time: TimeRangeOptions
  @OptionGroup(title: "filters") var scope: ScopeOptions

  @Option(
    help: ArgumentHelp(
      "After printing, exit with 4 if this SQL condition on the columns holds for any row.",
      valueName: "condition"))
  var failIf: String?

  @Option(
    help: ArgumentHelp("Stop after this many seconds; 0 for no limit.", valueName: "seconds"))
  var timeout = TimeLimit(seconds: 600)

  @OptionGroup(title: "output") var output: OutputOptions

  func validate() throws {
    if !event.isEmpty, task != nil { throw ValidationError("give either --event or --task") }
    let isOfEvents = !event.isEmpty || task != nil
    if pattern.argument == "-", event.contains("-") {
      throw ValidationError("the pattern and the events cannot both come from standard input")
    }
    if explain, !isOfEvents {
      throw ValidationError("--explain is about one event: name it with --event or --task")
    }
    if isOfEvents, rows || missed || by != nil || limit != nil || failIf != nil {
      throw ValidationError(
        "--rows, --missed, --by, --limit and --fail-if are about the archive, not about --event or --task"
      )
    }
    if isOfEvents, !scope.isEmpty || time.isGiven {
      throw ValidationError(
        "a time range and a scope select stops of the archive, not of --event or --task")
    }
    if rows, by != nil { throw ValidationError("--by counts stops, and --rows lists them") }
  }

  func run() throws {
    let pattern = try pattern.read()
    if !event.isEmpty {
      return try EventMatching(pattern, explains: explain, output: output).run(files: event)
    }
    let opened = try archive.open(.read)
    if let task {
      return try EventMatching(pattern, explains: explain, output: output).run(
        task: task, in: opened)
    }
    try run(pattern, on: opened)
  }

  private func run(_ pattern: EventPattern, on archive: borrowing Archive) throws {
    let runner = try ReportRunner(
      archive, limits: timeout.limits, unmask: output.secrets.unmask)
    timeout.watch(runner.clock, color: output.color)
    let matcher = try MatchRunner(runner, pattern)
    let request = try request(on: archive)
    let report: MatchReport = rows || (missed && by == nil) ? .stops : .totals
    let result = try matcher.run(report, request, onlyMissed: missed, failIf: failIf)
    try output.write(result)
    SecretOptions.note(runner.masker, color: output.color)
    if result.areMore {
      let text = CutNote.text(
        shown: result.rows.count, total: result.total,
        advice: "--limit all \(output.isFile ? "writes" : "shows") every row",
        isFile: output.isFile)
      StandardError.message(.note, text, color: output.color)
    }
    if result.rows.isEmpty, missed || report == .stops {
      StandardError.message(
        .note, missed ? "the pattern misses no abnormal stop" : "the pattern matches no stop",
        color: output.color)
    }
    let notes = PatternNotes(pattern)
    let known = try ArchiveFields(archive.connection).knownFields
    for text in notes.misspellings(among: known) {
      StandardError.message(.warning, text, color: output.color)
    }
    for note in notes.notes(on: result) {
      StandardError.message(.note, note, color: output.color)
    }
    try StopsNote.all(runner.archiveStops, request, color: output.color)
    try output.writeNext(of: result)
    if let failIf, let failure = Failure(failIf: failIf, of: result) { throw failure }
  }

  private func request(on archive: borrowing Archive) throws -> ReportRequest {
    let now = try archive.extractSettings()?.extractedAt ?? TimeSource.system.now
    let range = time.range(asOf: now)
    var request = ReportRequest(
      start: range.start, end: range.end, coversAllTime: time.coversAllTime || !time.isGiven,
      now: now,
      scope: try scope.scope(in: archive), dimension: by, rowsMax: limit?.rows ?? 1000)
    request.countsStops = output.isTableOnTerminal
    return request
  }
}
