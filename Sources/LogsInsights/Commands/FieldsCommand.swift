/// `fields item, …`: adds columns and defines aliases.
public struct FieldsCommand: QueryCommand {
  public static let names = ["fields", "field"]
  public static let manual = CommandManual(
    "fields expression [as name], …",
    "Adds columns to the result and defines names. Several `fields` add up.",
    examples: [
      "fields @timestamp, detail.stopCode | limit 2",
      "fields detail.cpu / 1024 as vcpu | limit 2",
    ])

  public let items: [ColumnItem]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    items = try parser.parseItems(trailingComma: true)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("fields ")
    printer.write(items)
  }
}

extension FieldsCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    for item in items { try add(item, to: &pipeline) }
  }

  private func add(_ item: ColumnItem, to pipeline: inout Pipeline) throws {
    if let path = item.plainField {
      if pipeline.scope.parsed.contains(path.key) {
        pipeline.noteDefined(ColumnItem.Alias(path: path, range: item.expression.range))
      }
      if pipeline.scope.names[path.key] == nil { pipeline.scope.selected.insert(path.key) }
      let column = try pipeline.mention(path, at: item.expression.range)
      pipeline.scope.fieldColumns.add(column)
      return
    }
    let term = try pipeline.translate(item.expression)
    guard let alias = item.alias else {
      pipeline.scope.fieldColumns.add(pipeline.computedColumn(item, term))
      return
    }
    if pipeline.scope.selected.contains(alias.path.key) { pipeline.noteDefined(alias) }
    pipeline.define(alias, as: term)
    pipeline.scope.fieldColumns.add(pipeline.plainColumn(alias.path, at: alias.range))
  }
}
