import ArgumentParser
import ECSStops
import Output
import Reports
import SQLite
import Storage

/// `ecs-stops report`: a canned report.
struct Report: RowCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a canned report.",
    discussion: """
      The reports answer what is asked most. Each is a query that you can read and change: --show prints it.

        ecs-stops report --list
        ecs-stops report reasons --since 7d
        ecs-stops report task 5f1c0d3e
        ecs-stops report services --start 2026-01-01 --end 2026-01-31
      """)

  @Argument(help: "The report's name.")
  var name: String?

  @Argument(
    help: "What the report is about, for those that need it: a task's id or the beginning of one.")
  var subject: String?

  @Flag(help: "Lists the reports.")
  var list = false

  @Flag(help: "Prints the report's query, and does not run it.")
  var show = false

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var time: TimeRangeOptions

  @Option(help: ArgumentHelp("At most this many rows.", valueName: "rows"))
  var limit: Int = 1000

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number of rows from 1") }
    if name == nil, !list {
      throw ValidationError("a report's name is missing; --list shows the names")
    }
    if let name, ReportCatalog.report(named: name) == nil {
      let names = ReportCatalog.reports.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no report named \(name); there are \(names)")
    }
  }

  func run() throws {
    if list { return try output.write(listing) }
    guard let name, let report = ReportCatalog.report(named: name) else { return }
    if show { return try StandardOutput.line(report.text) }
    let opened = try archive.open(.read)
    Interrupt.stop(opened.connection.interruptHandle())
    let now = WallClock.now()
    let range = time.range(asOf: now)
    let request = ReportRunner.Request(
      argument: subject, start: range.start, end: range.end, now: now, rowsMax: limit)
    var areMore = false
    let runner = try ReportRunner(opened)
    try output.write { areMore = try runner.run(report, request, to: $0) }
    if areMore {
      StandardError.message(.note, "there are more than \(limit) rows; --limit shows more")
    }
  }

  private func listing(_ writer: any RowWriter) throws {
    try writer.write(
      columns: ["report", "title", "about"],
      rows: ReportCatalog.reports.map { report in
        let name = report.argument == nil ? report.name : "\(report.name) <task>"
        return [.text(name), .text(report.title), .text(report.about)]
      })
  }
}
