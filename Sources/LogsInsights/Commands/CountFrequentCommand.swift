/// `countFrequent field, …`: how often each value occurs, the most frequent first.
///
/// AWS counts approximately; here the counts are exact. Ties come in the order of the values, and
/// a missing value counts as one, as in `stats … by`.
struct CountFrequentCommand: QueryCommand {
  static let names = ["countFrequent", "count_frequent"]
  static let manual = CommandManual(
    "countFrequent field, …",
    "Counts the rows of each value, or combination of values, into `_approxcount`, the most "
      + "frequent first. The counts are exact.",
    examples: [
      "countFrequent detail.stopCode",
      "countFrequent detail.group, detail.stopCode | limit 2",
    ])

  static let column = FieldPath("_approxcount")

  let fields: [FieldReference]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    fields = try parser.parseReferences()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("countFrequent " + fields.map(\.path.text).joined(separator: ", "))
  }
}
