/// `fields item, …`: adds columns and defines aliases.
package struct FieldsCommand: QueryCommand {
  package static let names = ["fields", "field"]

  package let items: [ColumnItem]
  package let range: SourceRange

  package init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    items = try parser.parseItems(trailingComma: true)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  package func write(to printer: inout QueryPrinter) {
    printer.write("fields ")
    printer.write(items)
  }
}

extension FieldsCommand {
  package func apply(to pipeline: inout Pipeline) throws {
    for item in items {
      let term = try pipeline.translate(item.expression)
      if let alias = item.alias {
        if pipeline.scope.selected.contains(alias.name) { pipeline.noteDefined(alias) }
        pipeline.define(alias, as: term)
        pipeline.scope.fieldColumns.add(pipeline.plainColumn(alias.path, at: alias.range))
      } else if let path = item.expression.path, !path.hasIndex {
        if pipeline.scope.names[path.name] == nil { pipeline.scope.selected.insert(path.name) }
        pipeline.scope.fieldColumns.add(
          pipeline.plainColumn(path, at: item.expression.range))
      } else {
        pipeline.scope.fieldColumns.add(pipeline.computedColumn(item, term))
      }
    }
  }
}
