/// `pattern field`: one row a kind of text, with how often it came.
struct PatternCommand: QueryCommand {
  static let names = ["pattern"]
  static let manual = CommandManual(
    "pattern field",
    """
    Returns one row for all strings that differ only in numbers, ids, addresses, ARNs, times and sizes, \
    the most frequent first. `@pattern` is the string with tokens such as <Number-1> in their places, \
    `@regexString` matches such strings, `@sampleCount` counts them, `@ratio` is their share of all, \
    and `@severityLabel` is there if a word such as ERROR or WARN is. Of @message the patterns are \
    the shapes of the events: the JSON with tokens in the places of its values.
    """,
    examples: ["pattern detail.stoppedReason | fields @sampleCount, @pattern"])

  let path: FieldPath
  let pathRange: SourceRange
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    let first = parser.current.range.lower
    path = try parser.parsePath()
    pathRange = SourceRange(first, parser.previousEnd)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("pattern \(path.text)")
  }
}
