import ArgumentParser
import ECSStops

/// Where a page is written, and what is on it.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write an HTML page instead of rows; it loads nothing from the network.",
      valueName: "file"), completion: .file(extensions: ["html"]),
    transform: PathArgument.parse)
  var html: String?

  @Flag(help: "Open the page in $BROWSER, or in the desktop's web browser.")
  var open = false

  @Flag(
    help: """
      Write the page of all reports, with --html.
      """)
  var all = false

  @Flag(
    help: """
      Print a summary in Markdown that fits into a chat message.
      """)
  var digest = false

  func validate() throws {
    if let html, !DatabaseFiles.contain(html) { try OutputEnding(html).checkPage() }
    guard open else { return }
    guard let html else { throw ValidationError("--open needs a page; add --html <file>") }
    if html == "-" {
      throw ValidationError("--open needs a file; --html - writes to standard output")
    }
  }

  /// Writes the page that `body` makes, says where it is and which of its reports are cut, and opens it if asked to.
  func write(to path: String, _ body: () throws -> MadePage) throws {
    let page = try makePage(path, body)
    if !page.cutReports.isEmpty {
      let names = page.cutReports.joined(separator: ", ")
      StandardError.message(
        .note, "the page has only the first rows of \(names); --limit all writes every row")
    }
    if open { WebBrowser.open(WebBrowser.address(of: path)) }
  }

  /// Writes the page to a file, or to standard output for `-`.
  private func makePage(_ path: String, _ body: () throws -> MadePage) throws -> MadePage {
    if path == "-" {
      let page = try body()
      try StandardOutput.write(page.text)
      return page
    }
    let file = try OutputFile(path: path, option: "--html")
    let page = try body()
    try file.write(page.text)
    try file.complete()
    let size = Quantity.bytes(Int64(page.text.utf8.count))
    StandardError.message(.note, "wrote \(path) (\(size))")
    return page
  }
}
