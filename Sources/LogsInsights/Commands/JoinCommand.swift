/// `join left=a right=b where a.f = b.f (SOURCE 'group')`: each row beside the events it matches.
public struct JoinCommand: QueryCommand {
  public static let names = ["join"]
  public static let manual = CommandManual(
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

  public struct Key: Sendable {
    public let first: FieldPath
    public let second: FieldPath
    public let range: SourceRange
  }

  public let isLeft: Bool
  public let left: String
  public let right: String
  public let keys: [Key]
  public let query: Subquery
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    let conditions = keys.map { "\($0.first.text) = \($0.second.text)" }
    printer.write("join \(isLeft ? "type=left " : "")left=\(left) right=\(right) where ")
    printer.write("\(conditions.joined(separator: " and ")) \(query.text)")
  }
}

extension JoinCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    guard pipeline.scope.join == nil else { return pipeline.note(.joinTwice, at: range) }
    let columns = try leftColumns(of: &pipeline)
    var inner = pipeline.nested()
    try inner.apply(query.commands)
    let branch = pipeline.adopt(inner)
    pipeline.pushLevel()
    let scope = pipeline.scope
    var joined = Scope()
    joined.join = JoinedSides(
      left: left, right: right, branch: branch, level: pipeline.top, names: scope.names,
      isGrouped: scope.isGrouped)
    joined.aliases = scope.aliases
    joined.statsCount = scope.statsCount
    joined.fieldColumns = columns
    joined.defaultColumns = [left, right].flatMap { ["\($0).@timestamp", "\($0).@message"] }
    pipeline.scope = joined
    let condition = try condition(in: &pipeline)
    pipeline.levels[pipeline.top].join = Level.Join(
      branch: branch, kind: isLeft ? .left : .inner, condition: condition)
    // Events that match the same row come in their own order.
    for key in inner.levels[inner.top].basicOrder {
      let column = pipeline.branches[branch].levels[0].output(key.sql)
      pipeline.levels[pipeline.top].basicOrder.append(
        SortKey(.branchColumn(branch, column: column), isDescending: key.isDescending))
    }
  }

  /// The columns that the query has chosen so far, under the name of their side.
  private func leftColumns(of pipeline: inout Pipeline) throws -> ColumnList {
    try pipeline.checkMentioned()
    var columns: ColumnList = []
    let scope = pipeline.scope
    for column in Array(scope.chosenColumns ?? []) + Array(scope.parsedColumns) {
      let term = try pipeline.value(of: column)
      let name = FieldName("\(left).\(column.name.text)")
      columns.add(
        Scope.Column(
          name: name, definition: Scope.Definition(term: term, level: pipeline.top),
          path: FieldPath(name.text), range: column.range))
    }
    return columns
  }

  private func condition(in pipeline: inout Pipeline) throws -> SQLFragment {
    var tests: [Term] = []
    for key in keys {
      let sides = [key.first, key.second].map { pipeline.scope.join?.side(of: $0)?.side }
      guard sides == [.left, .right] || sides == [.right, .left] else {
        pipeline.note(
          .joinSides, at: key.range,
          hints: [Diagnostic.Hint("such as \(left).field = \(right).field")])
        continue
      }
      tests.append(
        .equals(
          try pipeline.eventField(key.first, at: key.range),
          try pipeline.eventField(key.second, at: key.range)))
    }
    return tests.count == 1 ? tests[0].sql : Term.and(tests).sql
  }
}
