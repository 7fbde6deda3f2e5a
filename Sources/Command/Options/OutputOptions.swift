import ArgumentParser
import ECSStops
import Glibc

extension OutputFormat: ExpressibleByArgument {}

/// How and where a command's rows are written.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp(
      "Output format.",
      discussion: """
        The default is the one that the ending of --output names, else table on a terminal and ndjson in a pipe or file. \
        On a terminal, rows that are too wide for a table become a list, a field on each line. \
        JSON leaves out fields without a value.
        """, valueName: "format"))
  var format: OutputFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the rows to a file instead of standard output.",
      discussion: """
        Endings: .csv .tsv .json .ndjson .jsonl .md .txt, and .html for the page of a report; any other one needs \
        --format, and a name without an ending means ndjson. The file appears, or changes, when all rows are in it; a failure leaves it as it was.
        """, valueName: "file"), transform: PathArgument.parse)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Print only these columns, in this order: names with commas between them.",
      valueName: "names"), transform: ColumnsArgument.parse)
  var columns: ColumnSelection?

  @Flag(
    help: "Hide and shorten nothing in tables on a terminal, however wide they become.")
  var wide = false

  @Flag(
    help: ArgumentHelp(
      "Make CSV safe to open in a spreadsheet: put a ' before text that it would take for a formula.",
      discussion: "That is text that begins with = + - @, a tab or a carriage return; numbers stay."
    ))
  var csvSafe = false

  @Flag(
    help: ArgumentHelp(
      "Write control characters to CSV, TSV and Markdown as they are, instead of as \\u001b.",
      discussion: "Not to a terminal, which could take them for commands. JSON always escapes them."
    )
  )
  var raw = false

  @OptionGroup var secrets: SecretOptions

  @OptionGroup var paging: PagerOptions

  @Option(help: "Colors in tables and messages.")
  var color: ColorChoice = .auto

  @Flag(
    help: "Draw tables with ASCII alone, as where the locale is not UTF-8 or the terminal is dumb."
  )
  var ascii = false

  func validate() throws {
    if csvSafe, resolvedFormat != .csv {
      throw ValidationError("--csv-safe is for CSV; add --format csv")
    }
    if raw, ![.csv, .tsv, .markdown].contains(resolvedFormat) {
      throw ValidationError(
        "--raw is for csv, tsv and markdown; other formats escape control characters always")
    }
  }

  /// Refuses a name of a file that does not say its format.
  ///
  /// - Throws: `Failure`, which ArgumentParser would not explain, so it is not part of `validate`.
  func checkEnding() throws {
    // Files of an archive are refused by what they are.
    guard let output, format == nil, output != "-", !DatabaseFiles.contain(output) else { return }
    // Pages are refused where rows are written, since reports make them.
    if pagePath == nil { try OutputEnding(output).check() }
  }

  /// The file of --output if its ending is that of pages.
  var pagePath: String? {
    guard let output, format == nil, OutputEnding(output).isPage else { return nil }
    return output
  }

  /// The format that was asked for, or the default.
  var resolvedFormat: OutputFormat {
    if let format { return format }
    guard let output, output != "-" else {
      return Terminal.isTerminal(STDOUT_FILENO) ? .table : .ndjson
    }
    return OutputEnding(output).format ?? .ndjson
  }

  /// Whether rows go to a file.
  var isFile: Bool { output.map { $0 != "-" } ?? false }

  /// Whether somebody reads a table on a terminal.
  var isTableOnTerminal: Bool {
    resolvedFormat == .table && (output == nil || output == "-")
      && Terminal.isTerminal(STDOUT_FILENO)
  }
}

/// A command that writes rows.
protocol RowCommand: ParsableCommand {
  var output: OutputOptions { get }
}
