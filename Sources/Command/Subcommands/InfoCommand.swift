import ArgumentParser
import ECSStops

/// `ecs-stops info`: what is in the archive.
struct InfoCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show what the archive holds, its time range, and what is missing.",
    usage: "ecs-stops info [<options>]",
    discussion: """
      A table shows the beginning of long lists; every other format has all of them.

        ecs-stops info
        ecs-stops info --format csv
      """)

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var stale: StaleOptions
  @OptionGroup(title: "output") var output: OutputOptions

  func run() throws {
    let opened = try archive.open(.read)
    let runner = StatementRunner(opened.connection, .unhurried)
    let statistics = try runner.limited { try opened.statistics() }
    let stops = try ArchiveStops(opened)
    let now = TimeSource.system.now
    let completeness = try ArchiveCompleteness(
      ReportRunner(opened, limits: .unhurried), ReportRequest(coversAllTime: true, now: now),
      asOf: now)
    let sections = InfoSections(
      statistics, completeness, path: opened.path,
      bundle: (stops.extract?.content).map(ArchiveStops.text),
      now: now)
    let rows = output.resolvedFormat == .table ? sections.rowsForPeople : sections.rows
    let columns = [
      ResultColumn("section", .text), ResultColumn("name", .text), ResultColumn("value", .any),
    ]
    var hints = TableHints()
    hints.wraps = true
    try output.write(hints) {
      try $0.write(columns: columns, rows: rows)
    }
    let older = statistics.classifiedByOlderRules
    if older > 0 {
      StandardError.message(
        .note,
        "\(Quantity.of(older, "stop")) \(older == 1 ? "was" : "were") classified by older rules; `ecs-stops reclassify` re-evaluates them"
      )
    }
    try StopsNote.future(stops, asOf: now, color: output.color)
    try stale.check(stops)
  }
}
