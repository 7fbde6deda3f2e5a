/// `fields item, …`: adds columns and defines aliases.
struct FieldsCommand: QueryCommand {
  static let names = ["fields", "field"]
  static let manual = CommandManual(
    "fields expression [as name], …",
    "Adds columns to the result and defines names. Several `fields` add up.",
    examples: [
      "fields @timestamp, detail.stopCode | limit 2",
      "fields detail.cpu / 1024 as vcpu | limit 2",
    ])

  let items: [ColumnItem]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    items = try parser.parseItems(trailingComma: true)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("fields ")
    printer.write(items)
  }
}
