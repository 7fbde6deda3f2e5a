/// `appendcols [override=false] [max=10000] (query)`: another query's columns, row by row.
struct AppendColsCommand: QueryCommand {
  static let names = ["appendcols"]
  static let manual = CommandManual(
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
  static let rowsDefault = 10_000

  let overrides: Bool
  let rowsMax: Int
  let query: Subquery
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
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

  func write(to printer: inout QueryPrinter) {
    printer.write("appendcols ")
    if overrides { printer.write("override=true ") }
    if rowsMax != Self.rowsDefault { printer.write("max=\(rowsMax) ") }
    printer.write(query.text)
  }
}
