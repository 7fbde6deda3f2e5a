import ArgumentParser
import ECSStops

/// `ecs-stops rejects`: records that could not be read.
struct RejectsCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects",
    abstract: "List records that could not be read, and read them again.",
    usage: "ecs-stops rejects [<number> ...] [<options>]",
    discussion: """
      Lists the rejected records that are missing, the most frequent reasons first, with file and line; a table starts \
      with the number of records for each reason. A record that has arrived in another file since, or that --retry could read, is \
      resolved and listed with --all only. Bytes are shown as text; control characters and invalid UTF-8 \
      are escaped.

      A status is missing; arrived, if the record's tasks have come in another file; recovered, if an intact copy of its \
      damaged file has; dismissed; or what --retry made of it: stored, duplicate, superseded, conflicting, skipped, expired \
      or filtered.

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

  @Flag(
    help: ArgumentHelp(
      "Mark the records as resolved, for those that are not stops.",
      discussion: "Their bytes are kept. Needs numbers, --reason or --file."))
  var dismiss = false

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
    let actions = [show, summary, export != nil, retry, dismiss].count { $0 }
    if actions > 1 {
      throw ValidationError(
        "--show, --summary, --export, --retry and --dismiss cannot be used together")
    }
    if dismiss, numbers.isEmpty, reason == nil, file == nil {
      throw ValidationError("--dismiss needs the numbers of records, --reason or --file")
    }
    if dismiss, all || limit != nil {
      throw ValidationError("--dismiss takes no --all and no --limit")
    }
    if retry, all {
      throw ValidationError("--retry reads records that are missing; --all has others")
    }
    if retry, limit != nil {
      throw ValidationError("--limit is for what is printed or exported, and --retry does neither")
    }
    if retry || dismiss || export != nil,
      output.format != nil || output.output != nil || output.columns != nil
    {
      throw ValidationError(
        "\(retry ? "--retry" : dismiss ? "--dismiss" : "--export") prints no rows, and takes no --format, --output or --columns"
      )
    }
  }

  func run() throws {
    if retry { return try retryAll() }
    if dismiss { return try dismissAll() }
    let opened = try archive.open(.read)
    let store = RejectStore(opened)
    let runner = StatementRunner(opened.connection, .unhurried)
    let counts = try runner.limited { try store.counts(filter) }
    let records = Int(counts.reduce(0) { $0 + $1.records })
    try checkNumbers(store)
    guard records > 0 else { return try sayNone(store) }
    if let export { return try write(store, to: export, of: records) }
    if summary { return try writeSummary(Array(counts.prefix(limit?.rows ?? .max))) }
    let rejects = try runner.limited {
      try store.rejects(
        filter, limit: limit?.rows ?? 1000, bytes: show ? nil : RejectText.beginningBytesMax)
    }
    if !show, output.resolvedFormat == .table, !output.isFile, output.columns == nil {
      try writeSummary(counts)
      try StandardOutput.line("")
    }
    try writeRows(rejects)
    if rejects.count < records {
      StandardError.message(
        .note,
        CutNote.text(
          shown: rejects.count, total: records, advice: "--limit all shows every row",
          isFile: output.isFile), color: output.color)
    }
  }

  var filter: RejectStore.Filter {
    var filter = RejectStore.Filter()
    filter.ids = numbers
    filter.reason = reason
    filter.file = file
    filter.importedSince = since?.start(asOf: TimeSource.system.now, in: .utc)
    filter.includesResolved = all || !numbers.isEmpty && !retry && !dismiss
    return filter
  }

  private func writeSummary(_ counts: [RejectStore.ReasonCount]) throws {
    try output.write(RejectRows.hints) { writer in
      try writer.write(
        columns: RejectRows.summaryColumns, rows: counts.map(RejectRows.summaryRow))
    }
  }

  private func writeRows(_ rejects: [RejectStore.Reject]) throws {
    let isOnTerminal = output.isTableOnTerminal
    let rows = rejects.map {
      RejectRows.row(
        $0, isWhole: show, keepsLineFeeds: show && isOnTerminal && output.format == nil)
    }
    let columns = RejectRows.columns(isWhole: show)
    // A terminal has no room for columns that say nothing.
    let filled =
      isOnTerminal && output.columns == nil ? RejectRows.filled(rows) : Array(columns.indices)
    try output.write(show ? RejectRows.wholeHints : RejectRows.hints) { writer in
      try writer.write(
        columns: filled.map { columns[$0] }, rows: rows.map { row in filled.map { row[$0] } })
    }
  }

  private func dismissAll() throws {
    let opened = try archive.openExisting(.write)
    let store = RejectStore(opened)
    try checkNumbers(store)
    let ids = try store.ids(filter)
    guard !ids.isEmpty else { return try sayNone(store) }
    try store.dismiss(ids, now: TimeSource.system.now)
    StandardError.message(
      .note,
      "dismissed \(Quantity.of(ids.count, "record")); --all lists \(ids.count == 1 ? "it" : "them")",
      color: output.color)
  }

  private func retryAll() throws {
    let opened = try archive.openExisting(.write)
    try checkNumbers(RejectStore(opened))
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
