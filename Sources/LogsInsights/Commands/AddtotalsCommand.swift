/// `addtotals [fieldname=Total] [row=true] [col=false] [field, …]`: sums across and down.
///
/// Without fields, all columns that can be numbers are summed. A row without any number has no
/// total. The row that `col=true` adds comes last; it has the sums of the fields, and of the totals.
struct AddtotalsCommand: QueryCommand {
  static let names = ["addtotals"]
  static let manual = CommandManual(
    "addtotals [fieldname=Total] [row=true] [col=false] [field, …]",
    "Adds a column with the sum of each row, and with `col=true` a last row with the sum of each "
      + "column. Without fields, all columns that can be numbers are summed.",
    examples: [
      "stats sum(detail.cpu) as cpu, sum(detail.memory) as memory by detail.group | addtotals",
      "stats count(*) as stops by detail.stopCode | addtotals row=false col=true stops",
    ])

  private(set) var fields: [FieldReference] = []
  private(set) var total = ColumnItem.Alias(
    path: FieldPath("Total"), range: SourceRange(0, 0))
  private(set) var hasColumn = true
  private(set) var hasRow = false
  private(set) var range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    range = parser.advance().range
    total = ColumnItem.Alias(path: total.path, range: range)
    while true {
      if let option = try parser.acceptOption(of: ["fieldname", "row", "col"]) {
        switch option {
        case "fieldname": total = try parser.parseAlias()
        case "row": hasColumn = try parser.parseFlag()
        default: hasRow = try parser.parseFlag()
        }
      } else if parser.isAtReference {
        fields.append(try parser.parseReference())
        _ = parser.accept(.comma)
      } else {
        break
      }
    }
    range = SourceRange(range.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("addtotals")
    if total.path.name != "Total" { printer.write(" fieldname=\(total.path.text)") }
    if !hasColumn { printer.write(" row=false") }
    if hasRow { printer.write(" col=true") }
    if !fields.isEmpty {
      printer.write(" " + fields.map(\.path.text).joined(separator: ", "))
    }
  }
}
