/// `join left=a right=b where a.f = b.f (SOURCE 'group')`: each row beside the events it matches.
struct JoinCommand: QueryCommand {
  static let names = ["join"]
  static let manual = CommandManual(
    "join [type=inner|left] left=a right=b where a.field = b.field [and …] (SOURCE 'group')",
    """
    Puts beside each row, the left side, the events that match it, the right side: all events of \
    the archive in the same time. `type=left` keeps rows without a match. Afterwards names begin \
    with their side: `a.detail.group`, `b.@timestamp`; without `fields` before or after it the \
    columns are @timestamp and @message of both. A missing field matches nothing. One join a query.
    """,
    examples: [
      """
      filter detail.stopCode = "EssentialContainerExited" \
      | join left=crash right=stop where crash.detail.group = stop.detail.group \
      (SOURCE '/aws/events/ecs') \
      | fields crash.detail.group, stop.detail.stopCode | limit 3
      """
    ])

  struct Key: Sendable {
    let first: FieldPath
    let second: FieldPath
    let range: SourceRange
  }

  let isLeft: Bool
  let left: String
  let right: String
  let keys: [Key]
  let query: Subquery
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    var options: [String: String] = [:]
    while parser.next.kind == .equal, parser.current.kind == .name {
      let name = parser.text(of: parser.current).asciiLowercased
      guard ["type", "left", "right"].contains(name), options[name] == nil else { break }
      parser.advance()
      parser.advance()
      options[name] = try Self.value(of: name, from: &parser)
    }
    guard let left = options["left"], let right = options["right"] else {
      throw parser.unexpected(expecting: options["left"] == nil ? "left=name" : "right=name")
    }
    isLeft = options["type"] == "left"
    (self.left, self.right) = (left, right)
    guard parser.isWord("where") else { throw parser.unexpected(expecting: "'where'") }
    parser.advance()
    var keys = [try Self.key(from: &parser)]
    while parser.accept(.and) != nil { keys.append(try Self.key(from: &parser)) }
    self.keys = keys
    query = try parser.parseSubquery()
    range = SourceRange(start.lower, parser.previousEnd)
    if query.commands.count != 1 || !(query.commands[0] is SourceCommand) {
      parser.note(
        .joinedQuery, at: query.range,
        hints: [Diagnostic.Hint("filter the right side after the join")])
    }
    if left == right { parser.note(.joinSides, at: range) }
  }

  private static func value(
    of option: String, from parser: inout Parser
  ) throws(ParseFailure) -> String {
    let token = parser.current
    let text = parser.text(of: token)
    guard option == "type" else {
      guard token.kind == .name, parser.keyword(token) == nil else {
        throw parser.unexpected(expecting: "a name for the side")
      }
      parser.advance()
      return text
    }
    guard ["inner", "left"].contains(text.asciiLowercased) else {
      throw parser.unexpected(expecting: "inner or left")
    }
    parser.advance()
    return text.asciiLowercased
  }

  private static func key(from parser: inout Parser) throws(ParseFailure) -> Key {
    let start = parser.current.range.lower
    let first = try parser.parsePath()
    _ = try parser.expect(.equal, "'='")
    let second = try parser.parsePath()
    return Key(first: first, second: second, range: SourceRange(start, parser.previousEnd))
  }

  func write(to printer: inout QueryPrinter) {
    let conditions = keys.map { "\($0.first.text) = \($0.second.text)" }
    printer.write("join \(isLeft ? "type=left " : "")left=\(left) right=\(right) where ")
    printer.write("\(conditions.joined(separator: " and ")) \(query.text)")
  }
}
