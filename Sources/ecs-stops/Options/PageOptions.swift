import ArgumentParser
import ECSStops

/// Where a page goes, and what is on it.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Writes a page for browsers instead of the rows.",
      discussion: """
        It needs no other file and asks no network for anything. The file appears, or changes, when the page is \
        complete.
        """, valueName: "file"), transform: PathArgument.parse)
  var html: String?

  @Flag(
    help: """
      Make the page of all reports.
      """)
  var all = false

  @Flag(
    help: """
      Print the reports in as much Markdown as fits into a chat message.
      """)
  var digest = false

  /// Writes the page that `body` makes to its place, and says which of its reports are cut.
  func write(to path: String, _ body: () throws -> MadePage) throws {
    let file = try OutputFile(path: path, option: "--html")
    let page = try body()
    try file.write(page.text)
    try file.complete()
    guard !page.cutReports.isEmpty else { return }
    let names = page.cutReports.joined(separator: ", ")
    StandardError.message(
      .note, "the page has only the first rows of \(names); --limit all shows every row")
  }
}
