/// A parsed query: its text and the commands in it.
public struct Query: Sendable {
  public let source: SourceText
  let commands: [any QueryCommand]

  /// As many characters as AWS takes.
  public static let charactersMax = 10_000

  /// How many rows a query gives without a limit.
  public static let rowsDefault = LimitCommand.rowsDefault

  /// Parses a query.
  ///
  /// - Throws: ``QueryError`` with every error that the parser could find by going on after the
  ///   next `|`.
  public init(_ text: String) throws(QueryError) {
    let source = SourceText(text)
    guard source.characterOffset(of: source.range.upper) <= Self.charactersMax else {
      throw QueryError([Diagnostic(.queryTooLong, at: SourceRange(0, 0))], in: source)
    }
    if let nul = source.bytes.firstIndex(of: 0) {
      throw QueryError(
        [Diagnostic(.unrecognizedText("\0"), at: SourceRange(nul, nul + 1))], in: source)
    }
    var parser = Parser(source)
    let commands = parser.parseQuery()
    guard parser.diagnostics.isEmpty else {
      throw QueryError(parser.explained, in: source, behind: commands)
    }
    self.source = source
    self.commands = commands
  }

  /// The query in its canonical layout: one command a line, names and operators in one spelling.
  public var canonicalText: String {
    var printer = QueryPrinter(source: source)
    printer.write(commands)
    return printer.text
  }
}
