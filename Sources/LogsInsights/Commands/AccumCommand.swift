/// `accum field [as name]`: the running sum of a field, in the order that the rows have.
///
/// Without `as` the sum takes the field's place. A row whose value is not a number adds nothing and
/// has no sum.
struct AccumCommand: QueryCommand {
  static let names = ["accum"]
  static let manual = CommandManual(
    "accum field [as name]",
    "Adds up a field from row to row, in the order of the rows. Without `as` the sum "
      + "takes the field's place. A row whose value is not a number has no sum.",
    examples: [
      "stats count(*) as stops by bin(1d) as day | accum stops as total"
    ])

  let field: FieldReference
  let alias: ColumnItem.Alias?
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    field = try parser.parseReference()
    alias = parser.accept(.as) != nil ? try parser.parseAlias() : nil
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("accum \(field.path.text)")
    if let alias { printer.write(" as \(alias.path.text)") }
  }
}
