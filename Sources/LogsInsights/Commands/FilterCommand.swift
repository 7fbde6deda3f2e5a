/// `filter condition`: keeps the rows for which the condition is true.
struct FilterCommand: QueryCommand {
  static let names = ["filter", "where"]
  static let manual = CommandManual(
    "filter condition",
    "Keeps the rows for which the condition is true. After `stats` it filters the groups.",
    examples: [
      "filter detail.stopCode = \"EssentialContainerExited\" | fields detail.group | limit 2"
    ])

  let condition: Expression
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    condition = try parser.parseExpression()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("filter ")
    printer.write(condition)
  }
}
