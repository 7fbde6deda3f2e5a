/// `pattern field`: one row a kind of text, with how often it came.
public struct PatternCommand: QueryCommand {
  public static let names = ["pattern"]
  public static let manual = CommandManual(
    "pattern field",
    """
    Makes one row of all texts that differ only in numbers, ids, addresses, ARNs, times and sizes, \
    the most frequent first. `@pattern` is the text with tokens such as <Number-1> in their places, \
    `@regexString` matches such texts, `@sampleCount` counts them, `@ratio` is their part of all, \
    and `@severityLabel` is there if a word such as ERROR or WARN is. Of @message the patterns are \
    the shapes of the events: the JSON with tokens in the places of its values.
    """,
    examples: ["pattern detail.stoppedReason | fields @sampleCount, @pattern"])

  public let path: FieldPath
  public let pathRange: SourceRange
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    let first = parser.current.range.lower
    path = try parser.parsePath()
    pathRange = SourceRange(first, parser.previousEnd)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("pattern \(path.text)")
  }
}

extension PatternCommand {
  /// The columns, in their order.
  enum Column: String, CaseIterable {
    case pattern = "@pattern"
    case regex = "@regexString"
    case count = "@sampleCount"
    case ratio = "@ratio"
    case severity = "@severityLabel"

    var key: FieldName { FieldName(rawValue) }
  }

  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.leaveLimit()
    if pipeline.levels[pipeline.top].groups != nil { pipeline.pushLevel() }
    let known = try pipeline.knownPattern(of: path)
    let text = try known ?? pipeline.resolve(path, at: pathRange).asText
    let (value, count) = pipeline.countValues(of: text)
    let pattern = known == nil ? SQLFragment.call(.pattern, value) : value
    let samples = SQLFragment.aggregate("sum", of: count)
    let ratio = SQLFragment.infix(
      .infix(samples, "*", .literal("1.0"), .multiplicative), "/",
      .total(of: samples), .multiplicative)
    let top = pipeline.top
    pipeline.levels[top].groups = [pattern]
    pipeline.pushLevel()
    let column = { (sql: SQLFragment, pipeline: inout Pipeline) in
      SQLFragment.column(pipeline.levels[top].output(sql))
    }
    let name = column(pattern, &pipeline)
    install(
      [
        .pattern: Term(name, .text), .regex: Term(.call(.patternRegex, name), .text),
        .count: .count(column(samples, &pipeline)), .ratio: Term(column(ratio, &pipeline), .number),
        .severity: Term(.call(.severity, name), .text),
      ], in: &pipeline)
  }

  private func install(_ terms: [Column: Term], in pipeline: inout Pipeline) {
    var scope = Scope()
    for column in Column.allCases {
      guard let term = terms[column] else { continue }
      scope.names[column.key] = Scope.Definition(term: term, level: pipeline.top)
      scope.statsColumns.add(
        pipeline.plainColumn(FieldPath(column.rawValue), at: pathRange))
    }
    scope.aliases = pipeline.scope.aliases
    scope.statsCount = pipeline.scope.statsCount
    scope.isGrouped = true
    scope.bins = nil
    pipeline.scope = scope
    if let count = terms[.count], let pattern = terms[.pattern] {
      pipeline.levels[pipeline.top].basicOrder = [
        SortKey(count.sql, isDescending: true), SortKey(pattern.sql),
      ]
    }
  }
}

extension Term {
  /// A number of events.
  static func count(_ sql: SQLFragment) -> Term {
    var term = Term(sql, .number)
    term.isInteger = true
    term.bound = 1e13
    return term
  }
}

extension Pipeline {
  /// The pattern of an event's field, where the catalogue has patterns.
  fileprivate mutating func knownPattern(of path: FieldPath) throws -> Term? {
    guard scope.names[path.key] == nil, !scope.isGrouped, scope.join == nil,
      let field = try catalog.pattern(of: path)
    else { return nil }
    return term(of: field)
  }

  /// Groups the rows by a value, and gives the value and its number for the level after that.
  ///
  /// A pattern is so made once for each distinct value.
  fileprivate mutating func countValues(
    of value: Term
  ) -> (value: SQLFragment, count: SQLFragment) {
    let level = top
    var key = value.key ?? value.sql
    if let field = value.field, case .dictionary = fields[field].storage { key = .fieldID(field) }
    levels[level].conditions.append(.isPresent(value))
    levels[level].groups = [value.isMissing ? .null : key]
    levels[level].sortKeys = []
    levels[level].basicOrder = []
    pushLevel()
    return (
      .column(levels[level].output(value.isMissing ? .null : value.sql)),
      .column(levels[level].output(.aggregate("count")))
    )
  }
}
