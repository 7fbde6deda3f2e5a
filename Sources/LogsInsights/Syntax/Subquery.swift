/// A query in parentheses, inside another one.
struct Subquery: Sendable {
  let commands: [any QueryCommand]
  /// Where it stands, the parentheses included.
  let range: SourceRange
  /// The text of the whole query, for printing.
  let source: SourceText

  /// The query on one line, in parentheses.
  var text: String {
    var printer = QueryPrinter(source: source)
    printer.write(commands, separator: " | ")
    return "(\(printer.text))"
  }
}
