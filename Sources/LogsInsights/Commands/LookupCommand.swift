/// `lookup table field as logField OUTPUT f, g`: adds the columns of a table's matching row.
struct LookupCommand: QueryCommand {
  static let names = ["lookup"]
  static let manual = CommandManual(
    "lookup table column [as field], … OUTPUT column, …",
    """
    Adds to each row the columns of the first line of a table whose columns equal the fields, \
    letter for letter. Without `as` the field has the column's name. A field of the same name is \
    overwritten where a line matches, and stays as it is elsewhere. The tables are the CSV files \
    of the folder that --tables names.
    """,
    examples: [
      "lookup owners group as detail.group OUTPUT team | stats count(*) as stops by team"
    ])

  struct Key: Sendable {
    let column: FieldPath
    let columnRange: SourceRange
    /// The field that must equal the column, if it has another name.
    let field: FieldPath?
    let range: SourceRange
  }

  let table: String
  let tableRange: SourceRange
  let keys: [Key]
  let outputs: [ColumnItem.Alias]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    let token = parser.current
    switch token.kind {
    case .name: table = parser.text(of: token)
    case .quotedName: table = String(parser.text(of: token).dropFirst().dropLast())
    case .string: table = StringLiteral.value(of: parser.bytes(of: token))
    default: throw parser.unexpected(expecting: "the name of a table")
    }
    tableRange = token.range
    parser.advance()
    var keys = [try Self.key(from: &parser)]
    while parser.accept(.comma) != nil { keys.append(try Self.key(from: &parser)) }
    self.keys = keys
    guard parser.isWord("output") else { throw parser.unexpected(expecting: "OUTPUT") }
    parser.advance()
    var outputs = [try Self.name(from: &parser)]
    while parser.accept(.comma) != nil { outputs.append(try Self.name(from: &parser)) }
    self.outputs = outputs
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func key(from parser: inout Parser) throws(ParseFailure) -> Key {
    let column = try name(from: &parser)
    guard parser.accept(.as) != nil else {
      return Key(
        column: column.path, columnRange: column.range, field: nil, range: column.range)
    }
    let field = try name(from: &parser)
    return Key(
      column: column.path, columnRange: column.range, field: field.path, range: field.range)
  }

  private static func name(from parser: inout Parser) throws(ParseFailure) -> ColumnItem.Alias {
    let start = parser.current.range.lower
    let path = try parser.parsePath()
    let range = SourceRange(start, parser.previousEnd)
    if path.hasIndex { throw parser.fail(.aliasExpected, at: range) }
    return ColumnItem.Alias(path: path, range: range)
  }

  func write(to printer: inout QueryPrinter) {
    let keys = keys.map { key in
      key.column.text + (key.field.map { " as \($0.text)" } ?? "")
    }
    let outputs = outputs.map(\.path.text).joined(separator: ", ")
    printer.write("lookup \(FieldPath(table).text) \(keys.joined(separator: ", ")) ")
    printer.write("OUTPUT \(outputs)")
  }
}
