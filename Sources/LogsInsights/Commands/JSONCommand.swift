/// `json field=source "path" as name`: makes a name out of a value in a text that is JSON.
struct JSONCommand: QueryCommand {
  static let names = ["json"]
  static let manual = CommandManual(
    "json [field=source] \"path\" as name",
    "Takes a value out of a text that is JSON, of `@message` unless it names another.",
    examples: ["json \"detail.containers[0].name\" as container | display container | limit 2"])

  /// The text; nil for `@message`.
  let text: Expression?
  let path: String
  let alias: ColumnItem.Alias
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    if parser.isWord("field"), parser.next.kind == .equal {
      parser.advance()
      parser.advance()
      text = try parser.parsePrimary()
    } else {
      text = nil
    }
    let token = try parser.expect(.string, "a path in quotes, such as \"user.name\"")
    path = StringLiteral.value(of: parser.bytes(of: token))
    guard parser.accept(.as) != nil else { throw parser.unexpected(expecting: "'as' and a name") }
    alias = try parser.parseAlias()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("json ")
    if let text {
      printer.write("field=")
      printer.write(text)
      printer.write(" ")
    }
    printer.write("\(StringLiteral.text(of: path)) as \(alias.path.text)")
  }
}
