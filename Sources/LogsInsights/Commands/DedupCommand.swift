/// `dedup field, …`: the first row of each value, in the order that the rows have.
///
/// Values are one where they print the same. Rows in which any of the fields is missing all stay.
/// Only a limit may follow.
struct DedupCommand: QueryCommand {
  static let names = ["dedup"]
  static let manual = CommandManual(
    "dedup field, …",
    "Keeps the first row of each value, or of each combination of values, in the order that the "
      + "rows have: newest first, unless sorted. Rows without one of the fields all stay. Only "
      + "`limit` may follow.",
    examples: [
      "fields detail.group, detail.stopCode | dedup detail.stopCode",
      "fields detail.group | sort detail.stoppedAt | dedup detail.group | limit 2",
    ])

  let keys: [FieldReference]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    keys = try parser.parseReferences()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("dedup " + keys.map(\.path.text).joined(separator: ", "))
  }
}
