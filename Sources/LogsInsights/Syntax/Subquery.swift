/// A query in parentheses, inside another one.
public struct Subquery: Sendable {
  public let commands: [any QueryCommand]
  /// Where it stands, the parentheses included.
  public let range: SourceRange
  /// The text of the whole query, for printing.
  let source: SourceText

  /// The query on one line, in parentheses.
  var text: String {
    var printer = QueryPrinter(source: source)
    printer.write(commands, separator: " | ")
    return "(\(printer.text))"
  }
}
