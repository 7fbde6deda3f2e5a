/// `display item, …`: the columns of the result; only the last one of a query counts.
package struct DisplayCommand: QueryCommand {
  package static let names = ["display"]

  package let items: [ColumnItem]
  package let range: SourceRange

  package init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    items = try parser.parseItems(trailingComma: true)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  package func write(to printer: inout QueryPrinter) {
    printer.write("display ")
    printer.write(items)
  }
}

extension DisplayCommand {
  package func apply(to pipeline: inout Pipeline) throws {
    var columns: [Scope.Column] = []
    for item in items {
      let term = try pipeline.translate(item.expression)
      if let alias = item.alias {
        pipeline.define(alias, as: term, mayRepeat: true)
        columns.add(pipeline.plainColumn(alias.path, at: alias.range))
      } else if let path = item.expression.path, !path.hasIndex {
        columns.add(pipeline.plainColumn(path, at: item.expression.range))
      } else {
        columns.add(pipeline.computedColumn(item, term))
      }
    }
    pipeline.scope.displayColumns = columns
  }
}
