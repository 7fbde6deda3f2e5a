/// `display item, …`: the columns of the result; only the last one of a query counts.
struct DisplayCommand: QueryCommand {
  static let names = ["display"]
  static let manual = CommandManual(
    "display expression [as name], …",
    "Chooses the columns of the result. Only the last `display` of a query counts.",
    examples: [
      "fields detail.cpu / 1024 as vcpu | display detail.group, vcpu | limit 2"
    ])

  let items: [ColumnItem]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    items = try parser.parseItems(trailingComma: true)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("display ")
    printer.write(items)
  }
}
