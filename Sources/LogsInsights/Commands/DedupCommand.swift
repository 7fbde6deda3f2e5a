/// `dedup field, …`: the first row of each value, in the order that the rows have.
///
/// Values are one where they print the same. Rows in which any of the fields is missing all stay.
/// Only a limit may follow.
public struct DedupCommand: QueryCommand {
  public static let names = ["dedup"]
  public static let manual = CommandManual(
    "dedup field, …",
    "Keeps the first row of each value, or of each combination of values, in the order that the "
      + "rows have: newest first, unless sorted. Rows without one of the fields all stay. Only "
      + "`limit` may follow.",
    examples: [
      "fields detail.group, detail.stopCode | dedup detail.stopCode",
      "fields detail.group | sort detail.stoppedAt | dedup detail.group | limit 2",
    ])

  public let keys: [FieldReference]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    keys = try parser.parseReferences()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("dedup " + keys.map(\.path.text).joined(separator: ", "))
  }
}

extension DedupCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    pipeline.scope.isDeduplicated = true
    var terms: [Term] = []
    for key in keys {
      terms.append(try pipeline.groupKey(key))
    }
    // Where a field is always missing, every row stays.
    guard !terms.contains(where: \.isMissing) else { return }
    let row = SQLFragment.window(
      .call("row_number"), partition: terms.map(\.sql),
      order: pipeline.order)
    var number = Term(row, .number)
    number.isInteger = true
    let values = pipeline.settle([number] + terms)
    let isFirst = SQLFragment.infix(values[0].sql, "=", .literal("1"), .comparison)
    let absences = values.dropFirst().map { SQLFragment.suffix($0.sql, "IS NULL") }
    pipeline.keepRows(where: Term(.or([isFirst] + absences), .boolean))
  }
}
