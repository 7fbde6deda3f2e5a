/// `appendcols [override=false] [max=10000] (query)`: another query's columns, row by row.
public struct AppendColsCommand: QueryCommand {
  public static let names = ["appendcols"]
  public static let manual = CommandManual(
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
  public static let rowsDefault = 10_000

  public let overrides: Bool
  public let rowsMax: Int
  public let query: Subquery
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    printer.write("appendcols ")
    if overrides { printer.write("override=true ") }
    if rowsMax != Self.rowsDefault { printer.write("max=\(rowsMax) ") }
    printer.write(query.text)
  }
}

extension AppendColsCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    var inner = pipeline.nested()
    try inner.apply(query.commands)
    try inner.checkMentioned()
    if inner.levels[inner.top].limit != nil || inner.isOneGroup { inner.pushLevel() }
    let columns = inner.shownColumns
    var terms: [Term] = []
    for column in columns { terms.append(try inner.value(of: column)) }
    let top = inner.top
    let position = SQLFragment.position(in: inner.levels[top].order)
    let place = inner.levels[top].output(position)
    let values = zip(columns, terms).map { column, term in
      Value(
        name: column.name, term: term,
        column: term.asAny.isMissing ? nil : inner.levels[top].output(term.sql))
    }
    inner.levels[top].limit = Level.Limit(count: rowsMax, isTail: false)
    let branch = pipeline.adopt(inner)
    try pair(values, placed: place, of: branch, in: &pipeline)
  }

  /// A column of the other query.
  private struct Value {
    let name: FieldName
    let term: Term
    /// The branch's column that has it; nil if no row has a value.
    let column: Int?

    func term(of branch: Int) -> Term {
      guard let column else { return .missing }
      var result = Term(.branchColumn(branch, column: column), term.type)
      result.isInteger = term.isInteger
      result.bound = term.bound
      result.holdsMembers = term.holdsMembers
      return result
    }
  }

  private func pair(
    _ values: [Value], placed place: Int, of branch: Int, in pipeline: inout Pipeline
  ) throws {
    // The rows have their places when groups and limits are done with.
    pipeline.pushLevel()
    let counted = pipeline.top
    let position = SQLFragment.position(in: pipeline.levels[counted].order)
    pipeline.pushLevel()
    let own = SQLFragment.column(pipeline.levels[counted].output(position))
    pipeline.levels[pipeline.top].join = Level.Join(
      branch: branch, kind: .left,
      condition: .infix(own, "=", .branchColumn(branch, column: place), .comparison))
    for value in values {
      let term = value.term(of: branch)
      let own = try pipeline.shownValue(of: value.name)
      let both = overrides ? [term, own] : [own, term]
      pipeline.scope.names[value.name] = Scope.Definition(
        term: own.asAny.isMissing ? term : .coalesce(both), level: pipeline.top)
      pipeline.scope.parsedColumns.add(
        pipeline.plainColumn(FieldPath(value.name.text), at: query.range))
    }
  }
}
