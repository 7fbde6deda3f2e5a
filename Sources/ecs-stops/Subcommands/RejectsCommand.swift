import ArgumentParser
import ECSStops

/// `ecs-stops rejects`: records that could not be read.
struct RejectsCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects",
    abstract: "List records that could not be read, and read them again.",
    usage: "ecs-stops rejects [<number> ...] [<options>]",
    discussion: """
      Lists the rejected records that are still missing, sorted by reason, with file and line; a table starts \
      with the number of records for each reason. A record that has arrived in another file since, or that --retry could read, is \
      resolved and listed with --all only. Bytes are shown as text; control characters and invalid UTF-8 \
      are escaped.

        ecs-stops rejects
        ecs-stops rejects --summary --all
        ecs-stops rejects --show --limit 1
        ecs-stops rejects --reason 'not JSON' --export rejects/
        ecs-stops rejects --retry

      Exit status: 3 if --retry leaves records that cannot be read.
      """)

  @Argument(help: "Only the rejects with these numbers, resolved or not.")
  var numbers: [Int64] = []

  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "Show everything known about each record, with its whole text.")
  var show = false

  @Flag(help: "Print only the number of records for each reason.")
  var summary = false

  @Option(
    help: ArgumentHelp(
      "Write the exact bytes of the records to this file, or to files in this folder.",
      discussion: """
        One record goes to a file, unless the path is a folder or ends with /. Several go to a folder, which is created, \
        each to a file named after its number. Existing files are not replaced, and secrets are not masked.
        """, valueName: "path"), completion: .file(), transform: PathArgument.parse)
  var export: String?

  @Flag(help: "Read the records again; those that can be read now are stored.")
  var retry = false

  @Flag(help: "Include records that are resolved.")
  var all = false

  @Option(help: ArgumentHelp("Only records with this text in their reason.", valueName: "text"))
  var reason: String?

  @Option(
    help: ArgumentHelp("Only records of files with this text in their path.", valueName: "text"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Only records of files that were imported within this duration, or since this time.",
      valueName: "duration"), transform: TimeArgument.init)
  var since: TimeArgument?

  @Option(
    help: ArgumentHelp("Print at most this many rows, or all. (default: 1000)", valueName: "rows"))
  var limit: RowLimit?

  @OptionGroup(title: "output") var output: OutputOptions

  func validate() throws {
    let actions = [show, summary, export != nil, retry].count { $0 }
    if actions > 1 {
      throw ValidationError("--show, --summary, --export and --retry cannot be used together")
    }
    if retry, all {
      throw ValidationError("--retry reads records that are missing; --all has others")
    }
  }

  func run() throws {
    if retry { return try retryAll() }
    let opened = try archive.open(.read)
    let store = RejectStore(opened)
    let runner = StatementRunner(opened.connection, .unhurried)
    let counts = try runner.limited { try store.counts(filter) }
    let records = Int(counts.reduce(0) { $0 + $1.records })
    guard records > 0 else { return try sayNone(store) }
    if let export { return try write(store, to: export) }
    if summary { return try writeSummary(counts) }
    let rejects = try runner.limited {
      try store.rejects(
        filter, limit: limit?.rows ?? 1000, bytes: show ? nil : RejectText.beginningBytesMax)
    }
    if !show, output.resolvedFormat == .table, !output.isFile, output.columns == nil {
      try writeSummary(counts)
      try StandardOutput.line("")
    }
    try output.write(RejectRows.hints) { writer in
      try writer.write(
        columns: RejectRows.columns(isWhole: show),
        rows: rejects.map { RejectRows.row($0, isWhole: show) })
    }
    if rejects.count < records {
      StandardError.message(
        .note,
        CutNote.text(
          shown: rejects.count, total: records, advice: "--limit all shows every row",
          isFile: output.isFile), color: output.color)
    }
  }

  private var filter: RejectStore.Filter {
    var filter = RejectStore.Filter()
    filter.ids = numbers
    filter.reason = reason
    filter.file = file
    filter.importedSince = since?.start(asOf: TimeSource.system.now, in: .utc)
    filter.includesResolved = all || !numbers.isEmpty && !retry
    return filter
  }

  private func writeSummary(_ counts: [RejectStore.ReasonCount]) throws {
    try output.write(RejectRows.hints) { writer in
      try writer.write(
        columns: RejectRows.summaryColumns, rows: counts.map(RejectRows.summaryRow))
    }
  }

  /// Says that there are none, or none like those; a number that does not exist is an error.
  private func sayNone(_ store: RejectStore) throws {
    var everything = RejectStore.Filter()
    everything.includesResolved = true
    let count = try store.counts(everything).reduce(0) { $0 + $1.records }
    if !numbers.isEmpty {
      throw Failure(
        "there is no rejected record \(numbers.map { "\($0)" }.joined(separator: ", "))",
        help: "`ecs-stops rejects --all` lists their numbers")
    }
    let missing =
      count == 0
      ? "no record was rejected"
      : "none of the \(Quantity.of(Int(count), "rejected record")) \(all ? "match" : "match and are still missing")"
    StandardError.message(.note, missing, color: output.color)
  }

  private func write(_ store: RejectStore, to path: String) throws {
    let ids = try store.ids(filter)
    let files = try RejectFiles(path, isFolder: ids.count > 1)
    for id in ids {
      guard let record = try store.record(id) else { continue }
      try files.write(record, number: id)
    }
    StandardError.line("\(Quantity.of(ids.count, "record")) written to \(path)")
  }

  private func retryAll() throws {
    let opened = try archive.openExisting(.write)
    let ids = try RejectStore(opened).ids(filter)
    guard !ids.isEmpty else { return try sayNone(RejectStore(opened)) }
    let summary = try RejectRetry(opened, now: TimeSource.system.now).retry(ids) {
      Interrupt.isAsked
    }
    StandardError.line(
      "\(Quantity.of(ids.count, "record")) read again: \(RejectRows.sentence(summary))")
    if summary.untrusted > 0 {
      StandardError.message(
        .note,
        "\(Quantity.of(summary.untrusted, "record")) of damaged files \(summary.untrusted == 1 ? "was" : "were") left alone: import intact copies of the files",
        color: output.color)
    }
    if Interrupt.isAsked { throw ExitCode.interrupted }
    if summary.unreadable + summary.untrusted > 0 { throw ExitCode.rejected }
  }
}
