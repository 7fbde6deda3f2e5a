import ArgumentParser
import Output

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
      Makes the page of all reports; without a time that of the last seven days in the archive.
      """)
  var all = false

  @Flag(
    help: """
      Prints the reports in as much Markdown as fits into a chat message; without a time those of the last seven days \
      in the archive.
      """)
  var digest = false

  /// Writes the page that `body` makes to its place.
  func write(to path: String, _ body: () throws -> String) throws {
    let file = try OutputFile(path: path, option: "--html")
    let page = try body()
    let sink = ByteSink(descriptor: file.descriptor)
    Array(page.utf8).withUnsafeBytes { sink.buffer.append($0) }
    do {
      try sink.flush()
    } catch .brokenPipe {
      throw ExitCode.success
    } catch .failed(let number) {
      throw OutputFile.failure(path, number)
    }
    try file.complete()
  }
}
