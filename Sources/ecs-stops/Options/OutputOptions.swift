import ArgumentParser
import ECSStops
import Glibc

extension OutputFormat: ExpressibleByArgument {}

/// How and where a command's rows are written.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp(
      "The form of the rows.",
      discussion: """
        Without it, what the ending of --output says; else a table on a terminal and ndjson in a \
        pipe or file.
        """))
  var format: OutputFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Writes the rows to a file instead of standard output.",
      discussion: """
        The file appears, or changes, when all rows are in it; a failure leaves it as it was.
        """, valueName: "file"), transform: PathArgument.parse)
  var output: String?

  @Option(help: "Colours in tables and messages.")
  var color: ColorChoice = .auto

  @Flag(
    help: "Draws tables with ASCII alone, as where the locale is not UTF-8 or the terminal is dumb."
  )
  var ascii = false

  /// Has `body` write rows to where they belong: `begin`, each row, `end`.
  ///
  /// If it throws before much has been written, standard output stays empty; a file stays as it was in any case. A
  /// reader that goes away, as `head` does, ends the command quietly.
  func write(_ body: (any RowWriter) throws -> Void) throws {
    if let output, output != "-" {
      let file = try OutputFile(path: output)
      try write(to: file.descriptor, named: output, body)
      try file.complete()
    } else {
      try write(to: STDOUT_FILENO, named: "standard output", body)
    }
  }

  private func write(
    to descriptor: Int32, named name: String, _ body: (any RowWriter) throws -> Void
  ) throws {
    do {
      try body(makeWriter(descriptor: descriptor))
    } catch OutputError.brokenPipe {
      throw ExitCode.success
    } catch OutputError.failed(let number) {
      throw OutputFile.failure(name, number)
    }
  }

  private func makeWriter(descriptor: Int32) -> any RowWriter {
    let format = resolvedFormat
    let sink =
      Terminal.isTerminal(descriptor) && !format.isTerminalSafe
      ? Self.makeSafeSink(descriptor: descriptor) : ByteSink(descriptor: descriptor)
    return format.makeWriter(
      to: sink, style: TableStyle(descriptor: descriptor, color: color, isASCII: ascii))
  }

  /// A sink through which no text from outside can command the terminal.
  private static func makeSafeSink(descriptor: Int32) -> ByteSink {
    let terminal = ByteSink(descriptor: descriptor)
    return ByteSink { (bytes) throws(OutputError) in
      PrintableText.append(bytes, to: terminal.buffer)
      try terminal.flush()
    }
  }

  /// The format that was asked for, or what goes without saying.
  var resolvedFormat: OutputFormat {
    if let format { return format }
    guard let output, output != "-" else {
      return Terminal.isTerminal(STDOUT_FILENO) ? .table : .ndjson
    }
    return OutputFormat(ending: output) ?? .ndjson
  }
}

/// A command that writes rows.
protocol RowCommand: ParsableCommand {
  var output: OutputOptions { get }
}

extension OutputFormat {
  /// Whether the format itself escapes control characters; the others hand on what they are given, as files need it.
  fileprivate var isTerminalSafe: Bool {
    switch self {
    case .table, .json, .ndjson: true
    case .csv, .tsv, .markdown: false
    }
  }

  /// The format that a file's name ends in.
  fileprivate init?(ending path: String) {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
    switch String(name[name.index(after: dot)...])?.lowercased() {
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "csv": self = .csv
    case "tsv": self = .tsv
    case "md", "markdown": self = .markdown
    case "txt": self = .table
    default: return nil
    }
  }
}
