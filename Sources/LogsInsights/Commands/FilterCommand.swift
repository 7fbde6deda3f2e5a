/// `filter condition`: keeps the rows for which the condition is true.
public struct FilterCommand: QueryCommand {
  public static let names = ["filter", "where"]
  public static let manual = CommandManual(
    "filter condition",
    "Keeps the rows for which the condition is true. After `stats` it filters the groups.",
    examples: [
      "filter detail.stopCode = \"EssentialContainerExited\" | fields detail.group | limit 2"
    ])

  public let condition: Expression
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    condition = try parser.parseExpression()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("filter ")
    printer.write(condition)
  }
}

extension FilterCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    // The value of an aggregate function cannot be looked for in another query's rows.
    if condition.hasSubquery, pipeline.levels[pipeline.top].groups != nil { pipeline.pushLevel() }
    pipeline.areSubqueriesLegal = true
    let term = try pipeline.condition(condition)
    pipeline.checkTimes(of: condition)
    pipeline.areSubqueriesLegal = false
    pipeline.keepRows(where: term)
  }
}
