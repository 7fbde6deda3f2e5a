/// `appendcols [override=false] [max=10000] (query)`: another query's columns, row by row.
package struct AppendColsCommand: QueryCommand {
  package static let names = ["appendcols"]
  package static let manual = CommandManual(
    "appendcols [override=false] [max=10000] (query)",
    """
    Puts the columns of another query's rows beside those of this one: first to first, second to \
    second. Rows that this query does not have are not added. Where both have a column, the value \
    of this query stays, or with override=true that of the other one. `max` bounds its rows.
    """,
    examples: [
      """
      stats count(*) as stops by detail.stopCode \
      | appendcols (SOURCE '/aws/events/ecs' | stats count(*) as total)
      """
    ])

  /// The rows of the other query, unless it says so.
  package static let rowsDefault = 10_000

  package let overrides: Bool
  package let rowsMax: Int
  package let query: Subquery
  package let range: SourceRange

  package init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    var overrides: Bool?
    var rowsMax: Int?
    while parser.current.kind == .name, parser.next.kind == .equal {
      if parser.isWord("override"), overrides == nil {
        parser.advance()
        parser.advance()
        guard parser.isWord("true") || parser.isWord("false") else {
          throw parser.unexpected(expecting: "true or false")
        }
        overrides = parser.isWord("true")
        parser.advance()
      } else if parser.isWord("max"), rowsMax == nil {
        parser.advance()
        parser.advance()
        rowsMax = try Self.count(from: &parser)
      } else {
        throw parser.unexpected(expecting: "override=, max= or a query in parentheses")
      }
    }
    self.overrides = overrides ?? false
    self.rowsMax = rowsMax ?? Self.rowsDefault
    query = try parser.parseSubquery()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func count(from parser: inout Parser) throws(ParseFailure) -> Int {
    let token = parser.current
    guard token.kind == .number, let count = Int(parser.text(of: token)) else {
      throw parser.unexpected(expecting: "a whole number")
    }
    parser.advance()
    if !(1...LimitCommand.rowsMax).contains(count) {
      parser.note(.limitOutOfRange(parser.text(of: token)), at: token.range)
    }
    return count
  }

  package func write(to printer: inout QueryPrinter) {
    printer.write("appendcols ")
    if overrides { printer.write("override=true ") }
    if rowsMax != Self.rowsDefault { printer.write("max=\(rowsMax) ") }
    printer.write(query.text)
  }
}

extension AppendColsCommand {
  package func apply(to pipeline: inout Pipeline) throws {
    var inner = pipeline.nested()
    try inner.apply(query.commands)
    try inner.checkMentioned()
    if inner.levels[inner.top].limit != nil || inner.isOneGroup { inner.pushLevel() }
    let columns = inner.shownColumns
    var terms: [Term] = []
    for column in columns { terms.append(try inner.value(of: column)) }
    let top = inner.top
    let position = SQLFragment.position(in: inner.levels[top].order)
    inner.levels[top].setOutputs([position] + terms.map { $0.isMissing ? .null : $0.sql })
    inner.levels[top].limit = Level.Limit(count: rowsMax, isTail: false)
    let branch = pipeline.adopt(inner)
    try pair(zip(columns, terms).map { ($0, $1) }, of: branch, in: &pipeline)
  }

  private func pair(
    _ columns: [(Scope.Column, Term)], of branch: Int, in pipeline: inout Pipeline
  ) throws {
    // The rows have their places when groups and limits are done with.
    pipeline.pushLevel()
    let counted = pipeline.top
    let position = SQLFragment.position(in: pipeline.levels[counted].order)
    pipeline.pushLevel()
    let place = pipeline.levels[counted].output(position)
    pipeline.levels[pipeline.top].join = Level.Join(
      branch: branch, kind: .left,
      condition: .infix(
        .column(place), "=", .branchColumn(branch, column: 0), .comparison))
    for (index, (column, value)) in columns.enumerated() {
      var term = Term.missing
      if !value.isMissing {
        term = Term(.branchColumn(branch, column: index + 1), value.type)
        term.isInteger = value.isInteger
        term.bound = value.bound
      }
      let own = try pipeline.shownValue(of: column.name)
      let both = overrides ? [term, own] : [own, term]
      pipeline.scope.names[column.name] = Scope.Definition(
        term: own.isMissing ? term : .coalesce(both), level: pipeline.top)
      pipeline.scope.parsedColumns.add(
        pipeline.plainColumn(FieldPath(column.name.text), at: query.range))
    }
  }
}
