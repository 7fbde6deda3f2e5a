/// `accum field [as name]`: the running sum of a field, in the order that the rows have.
///
/// Without `as` the sum takes the field's place. A row whose value is no number adds nothing and
/// has no sum.
public struct AccumCommand: QueryCommand {
  public static let names = ["accum"]
  public static let manual = CommandManual(
    "accum field [as name]",
    "Adds up a field from row to row, in the order that the rows have. Without `as` the sum "
      + "takes the field's place. A row whose value is no number has no sum.",
    examples: [
      "stats count(*) as stops by bin(1d) as day | accum stops as total"
    ])

  public let field: FieldReference
  public let alias: ColumnItem.Alias?
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    field = try parser.parseReference()
    alias = parser.accept(.as) != nil ? try parser.parseAlias() : nil
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("accum \(field.path.text)")
    if let alias { printer.write(" as \(alias.path.text)") }
  }
}

extension AccumCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    let number = try pipeline.resolve(field.path, at: field.range).asNumber
    let total = pipeline.settle([Self.sum(of: number, in: pipeline.order)])[0]
    guard let alias else { return pipeline.replace(field.path, with: total) }
    pipeline.defineShown(alias, as: total)
  }

  private static func sum(of number: Term, in order: [SortKey]) -> Term {
    if number.isMissing { return .missing }
    // The sum of doubles does not overflow as that of INTEGERs would.
    let double = SQLFragment.infix(number.sql, "*", .literal("1.0"), .multiplicative)
    let sum = SQLFragment.window(
      .aggregate("sum", of: double), order: order, frame: "ROWS UNBOUNDED PRECEDING")
    let isNumber = SQLFragment.suffix(number.sql, "IS NOT NULL")
    return Term(.choice(isNumber, then: .call(.finite, sum)), .number, from: [number])
  }
}
