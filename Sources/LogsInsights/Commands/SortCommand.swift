/// `sort name asc|desc, …`: orders the rows by names, never by expressions.
struct SortCommand: QueryCommand {
  static let names = ["sort", "order"]
  static let manual = CommandManual(
    "sort name [asc|desc], …",
    "Orders the rows by names; the last `sort` holds. Ascending unless it says `desc`.",
    examples: [
      "fields detail.group | sort detail.stoppedAt desc | limit 2"
    ])

  struct Key: Sendable {
    let path: FieldPath
    let isDescending: Bool
    let range: SourceRange
  }

  let keys: [Key]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    _ = parser.accept(.by)
    var keys = [try Self.key(from: &parser)]
    while parser.accept(.comma) != nil { keys.append(try Self.key(from: &parser)) }
    self.keys = keys
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func key(from parser: inout Parser) throws(ParseFailure) -> Key {
    let start = parser.current.range.lower
    let path = try parser.parsePath()
    if parser.current.kind == .leftParenthesis {
      throw parser.unexpected(hints: [
        Diagnostic.Hint("give the expression an alias and sort by that")
      ])
    }
    let range = SourceRange(start, parser.previousEnd)
    let isDescending = parser.accept(.desc) != nil
    if !isDescending { _ = parser.accept(.asc) }
    return Key(path: path, isDescending: isDescending, range: range)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("sort ")
    printer.write(
      keys.map { $0.path.text + ($0.isDescending ? " desc" : "") }.joined(separator: ", "))
  }
}
