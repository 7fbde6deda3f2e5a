/// `expand field`: one row for each element of an array, in its place.
struct ExpandCommand: QueryCommand {
  static let names = ["expand"]
  static let manual = CommandManual(
    "expand field",
    """
    Returns a row for each element of an array, with the element in place of the array. It \
    accepts arrays of the event, lists that the query made, and strings that are a JSON array; \
    rows with anything else are unchanged.
    """,
    examples: [
      "expand detail.containers | display detail.containers.name, detail.containers.exitCode | limit 3"
    ])

  let path: FieldPath
  let pathRange: SourceRange
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    let lower = parser.current.range.lower
    path = try parser.parsePath()
    pathRange = SourceRange(lower, parser.previousEnd)
    range = SourceRange(start.lower, parser.previousEnd)
    if path.hasIndex {
      parser.note(
        .nameExpected, at: pathRange,
        hints: [Diagnostic.Hint("give the array a name first: fields \(path.text) as name")])
    }
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("expand \(path.text)")
  }
}
