/// `unnest list into name`: one row for each element of a list.
struct UnnestCommand: QueryCommand {
  static let names = ["unnest"]
  static let manual = CommandManual(
    "unnest list into name",
    """
    Returns a row for each element of a list that the query made, with the element under a name and \
    everything else unchanged. A value that is not a list counts as its only element; without a value, or \
    with an empty list, there is no row.
    """,
    examples: [
      """
      fields jsonParse(@message) as event | unnest event.detail.containers into container \
      | display container.name, container.exitCode | limit 3
      """
    ])

  let list: Expression
  let alias: ColumnItem.Alias
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    list = try parser.parsePrimary()
    guard parser.isWord("into") else {
      throw parser.unexpected(expecting: "'into' and a name for the elements")
    }
    parser.advance()
    alias = try parser.parseAlias(orFail: .nameExpected)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("unnest ")
    printer.write(list)
    printer.write(" into \(alias.path.text)")
  }
}
