import ArgumentParser
import ECSStops
import Glibc

extension OutputOptions {
  /// Has `body` write rows to where they belong: `begin`, each row, `end`.
  ///
  /// If it throws before much has been written, standard output stays empty; a file stays as it was in any case. A
  /// reader that goes away, as `head` does, ends the command quietly; a pager that the user leaves ends only the output.
  ///
  /// - Parameter hints: what a table is told about the columns.
  func write(_ hints: TableHints = TableHints(), _ body: (any RowWriter) throws -> Void) throws {
    try write(hints, masking: secrets.masker, body)
  }

  /// The same with another masker for the secrets in the rows, such as one that knows the archive; nil to show them.
  func write(
    _ hints: TableHints, masking masker: Masker?,
    _ body: (any RowWriter) throws -> Void
  ) throws {
    try write(hints, selecting: columns, masking: masker, body)
    SecretOptions.note(masker, color: color)
  }

  /// Writes a report's rows, in which secrets are masked already.
  func write(_ result: ReportResult) throws {
    var result = result
    if let columns {
      do {
        result = try result.selecting(columns)
      } catch let error {
        throw Failure(error)
      }
    }
    try write(TableHints(), selecting: nil, masking: nil, result.write)
  }

  /// Says below a report on a terminal, and below the notes on it, what to do next.
  func writeNext(of result: ReportResult) throws {
    guard isTableOnTerminal, columns == nil, let next = result.next else { return }
    let lines = WrappedText.lines(
      PrintableText.escaped(next), width: Terminal.width(STDOUT_FILENO) ?? .max)
    try StandardOutput.line(lines.joined(separator: "\n"))
  }

  private func write(
    _ hints: TableHints, selecting columns: ColumnSelection?, masking masker: Masker?,
    _ body: (any RowWriter) throws -> Void
  ) throws {
    let target = RowTarget(self, hints)
    // Secrets in columns that are not shown are not masked, nor counted.
    let body = { (writer: any RowWriter) in
      let masked = masker.map { MaskingWriter($0, to: writer) } ?? writer
      try body(columns.map { ColumnSelector($0, to: masked) } ?? masked)
    }
    if let output, output != "-" {
      if pagePath != nil { try OutputEnding(output).check() }
      let file = try OutputFile(path: output)
      try target.write(
        to: ByteSink(descriptor: file.descriptor), file.descriptor, output, body)
      return try file.complete()
    }
    let pager = paging.pager(chops: wide)
    defer { pager?.finish() }
    do {
      try target.write(
        to: pager?.makeSink() ?? ByteSink(descriptor: STDOUT_FILENO), STDOUT_FILENO,
        "standard output", body)
    } catch OutputError.brokenPipe {
      // The command still has conditions to report, such as that of --fail-if.
    }
    pager?.finish()
    if let note = target.note { StandardError.message(.note, note, color: color) }
  }
}

/// Where rows go, and in which format.
private final class RowTarget {
  private let options: OutputOptions
  private let hints: TableHints
  private var table: TableWriter?

  init(_ options: OutputOptions, _ hints: TableHints) {
    self.options = options
    self.hints = hints
  }

  /// What a terminal does not show of the rows.
  var note: String? { table?.cutNote?.text }

  func write(
    to sink: ByteSink, _ descriptor: Int32, _ name: String,
    _ body: (any RowWriter) throws -> Void
  ) throws {
    let writer = makeWriter(sink, descriptor)
    do {
      try body(writer)
    } catch OutputError.failed(let number) {
      throw OutputFile.failure(name, number)
    } catch let error as UnknownColumn {
      throw Failure(error)
    }
  }

  private func makeWriter(_ sink: ByteSink, _ descriptor: Int32) -> any RowWriter {
    let format = options.resolvedFormat
    // Even --raw is for files and pipes only.
    let sink =
      options.raw && Terminal.isTerminal(descriptor) && !format.isTerminalSafe
      ? Self.makeSafe(sink) : sink
    if format == .csv { return CSVWriter(to: sink, isSafe: options.csvSafe, isRaw: options.raw) }
    var style = style(descriptor)
    if hints.areRecords, options.isTableOnTerminal, options.format == nil {
      style.keepsLineFeeds = true
      return ListWriter(to: sink, style: style)
    }
    let writer = format.makeWriter(to: sink, style: style, isRaw: options.raw)
    table = writer as? TableWriter
    var hints = hints
    if let columns = options.columns {
      hints.keys += columns.names
      hints.areColumnsChosen = true
    }
    table?.hints = hints
    return writer
  }

  private func style(_ descriptor: Int32) -> TableStyle {
    var style = TableStyle(descriptor: descriptor, color: options.color, isASCII: options.ascii)
    if options.wide { style.terminalWidth = nil }
    style.mayBeList = options.format == nil && !options.wide
    return style
  }

  /// A sink through which no text from outside can command the terminal.
  private static func makeSafe(_ terminal: ByteSink) -> ByteSink {
    ByteSink { (bytes) throws(OutputError) in
      PrintableText.append(bytes, to: terminal.buffer)
      try terminal.flush()
    }
  }
}

extension OutputFormat {
  /// Whether the format itself escapes control characters; the others hand on what they are given, as files need it.
  fileprivate var isTerminalSafe: Bool {
    switch self {
    case .table, .list, .json, .ndjson: true
    case .csv, .tsv, .markdown: false
    }
  }
}

extension Failure {
  /// A name after --columns that no column has.
  init(_ error: UnknownColumn) {
    self.init(
      "--columns: there is no column \"\(error.name)\"",
      help: (NameSuggestions.question(
        for: error.name, among: error.known, meanings: ColumnMeanings.words
      ).map { $0 + " " } ?? "")
        + "the columns are \(error.known.joined(separator: ", "))", exitCode: .validationFailure)
  }
}
