/// `display item, …`: the columns of the result; only the last one of a query counts.
public struct DisplayCommand: QueryCommand {
  public static let names = ["display"]
  public static let manual = CommandManual(
    "display expression [as name], …",
    "Chooses the columns of the result. Only the last `display` of a query counts.",
    examples: [
      "fields detail.cpu / 1024 as vcpu | display detail.group, vcpu | limit 2"
    ])

  public let items: [ColumnItem]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    items = try parser.parseItems(trailingComma: true)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("display ")
    printer.write(items)
  }
}

extension DisplayCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    var columns: ColumnList = []
    for item in items { columns.add(try column(of: item, in: &pipeline)) }
    pipeline.scope.displayColumns = columns
    pipeline.scope.parsedColumns = []
  }

  private func column(
    of item: ColumnItem, in pipeline: inout Pipeline
  ) throws -> Scope.Column {
    if let path = item.plainField {
      return try pipeline.mention(path, at: item.expression.range)
    }
    let term = try pipeline.translate(item.expression)
    guard let alias = item.alias else { return pipeline.computedColumn(item, term) }
    pipeline.define(alias, as: term, mayRepeat: true)
    return pipeline.plainColumn(alias.path, at: alias.range)
  }
}
