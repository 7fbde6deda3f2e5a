/// `parse [source] pattern as name, …`: makes names out of parts of a text.
struct ParseCommand: QueryCommand {
  static let names = ["parse"]
  static let manual = CommandManual(
    """
    parse [source] "text * text" as name, … | parse [source] /regex/ [as name, …] [multi] \
    | parse [source] logfmt as name | parse [source] csv as name, …
    """,
    """
    Cuts parts out of a text, of `@message` unless it names another. Each `*` stands for a part; \
    in a regular expression the groups do, named ones or those that names after `as` are given \
    to. Rows in which nothing is found stay, without the names. `multi` makes a row of each match \
    instead of the first. `logfmt` makes a map of `key=value` pairs, `csv` takes the fields \
    between commas.
    """,
    examples: [
      "parse detail.stoppedReason \"*: *\" as kind, rest | display kind, rest | limit 2",
      "parse detail.group /^(?<type>[^:]+):(?<name>.+)$/ | display type, name | limit 2",
      "parse detail.taskArn /(?<hex>[0-9a-f]{8})/ multi | display hex | limit 2",
      "parse detail.taskArn /task\\/([^\\/]+)\\// as cluster | stats count(*) by cluster",
    ])

  /// What finds the parts.
  enum Pattern: Sendable {
    /// A text in which each `*` stands for a part.
    case glob(String)
    /// With `isMulti`, each match makes a row.
    case regex(RegexLiteral, isMulti: Bool)
    case format(Format)
  }

  /// How a whole text is written.
  enum Format: String, Sendable {
    case logfmt, csv
  }

  /// The text to look into; nil for `@message`.
  let text: Expression?
  let pattern: Pattern
  let aliases: [ColumnItem.Alias]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    text = try Self.source(from: &parser)
    switch parser.current.kind {
    case .string: (pattern, aliases) = try Self.glob(from: &parser)
    case .regex: (pattern, aliases) = try Self.regex(from: &parser)
    default: (pattern, aliases) = try Self.format(from: &parser)
    }
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("parse ")
    if let text {
      printer.write(text)
      printer.write(" ")
    }
    switch pattern {
    case .glob(let text): printer.write(StringLiteral.text(of: text))
    case .regex(let regex, _): printer.write(regex.text)
    case .format(let format): printer.write(format.rawValue)
    }
    if !aliases.isEmpty { printer.write(" as " + aliases.map(\.path.text).joined(separator: ", ")) }
    if case .regex(_, isMulti: true) = pattern { printer.write(" multi") }
  }
}

// MARK: - Reading

// MARK: - Reading

extension ParseCommand {
  private static func source(from parser: inout Parser) throws(ParseFailure) -> Expression? {
    switch parser.current.kind {
    case .name where startsFormat(parser): nil
    case .name, .quotedName: try parser.parsePrimary()
    default: nil
    }
  }

  /// Whether the current word is a format and not the name of a field.
  private static func startsFormat(_ parser: Parser) -> Bool {
    let word = parser.text(of: parser.current).asciiLowercased
    if word == "xml" { return parser.next.kind == .string }
    return Format(rawValue: word) != nil && parser.keyword(parser.next) == .as
  }

  private static func format(
    from parser: inout Parser
  ) throws(ParseFailure) -> (Pattern, [ColumnItem.Alias]) {
    let token = parser.current
    let word = token.kind == .name ? parser.text(of: token).asciiLowercased : ""
    if word == "xml" {
      throw parser.fail(
        .unsupportedFormat("XML"),
        hints: [
          Diagnostic.Hint(
            "there is no XML parser here; cut the value out: parse \"<level>*</level>\" as level")
        ])
    }
    guard let format = Format(rawValue: word) else { throw patternExpected(&parser) }
    parser.advance()
    guard parser.accept(.as) != nil else { throw parser.unexpected(expecting: "'as' and a name") }
    let aliases = try parser.parseAliases()
    if format == .logfmt, aliases.count > 1 {
      throw parser.fail(
        .unexpectedName(aliases[1].path.name), at: aliases[1].range,
        hints: [Diagnostic.Hint("logfmt makes one map; write its keys after a dot")])
    }
    return (.format(format), aliases)
  }

  private static func glob(
    from parser: inout Parser
  ) throws(ParseFailure) -> (Pattern, [ColumnItem.Alias]) {
    let token = parser.advance()
    let text = StringLiteral.value(of: parser.bytes(of: token))
    guard parser.accept(.as) != nil else {
      throw parser.unexpected(expecting: "'as' and a name for each '*'")
    }
    let aliases = try parser.parseAliases()
    let wildcards = GlobPattern(text).wildcardCount
    // A pattern without any finds nothing, which deployed queries rely on.
    if wildcards != aliases.count, wildcards > 0 || aliases.count > 1 {
      parser.note(
        .wildcardCount(wildcards: wildcards, names: aliases.count), at: token.range,
        hints: [Diagnostic.Hint("each '*' needs a name after 'as'; a star itself is '\\*'")])
    }
    return (.glob(text), aliases)
  }

  private static func regex(
    from parser: inout Parser
  ) throws(ParseFailure) -> (Pattern, [ColumnItem.Alias]) {
    let regex = try parser.parseRegex()
    let aliases = parser.accept(.as) != nil ? try parser.parseAliases() : []
    let groups = regex.groupCount
    if regex.namedGroups.isEmpty, aliases.isEmpty {
      parser.note(
        .regexWithoutFields, at: regex.range,
        hints: [Diagnostic.Hint("name a group, as in (?<name>…), or name all groups after 'as'")])
    } else if let first = aliases.first, !regex.namedGroups.isEmpty {
      parser.note(
        .namedGroupsAndNames, at: first.range,
        hints: [Diagnostic.Hint("leave one of them out")])
    } else if !aliases.isEmpty, groups != aliases.count {
      parser.note(
        .groupCount(groups: groups, names: aliases.count), at: regex.range,
        hints: [Diagnostic.Hint("each group needs a name; (?:…) does not capture")])
    }
    let isMulti = parser.isWord("multi")
    if isMulti { parser.advance() }
    return (.regex(regex, isMulti: isMulti), aliases)
  }

  private static func patternExpected(_ parser: inout Parser) -> ParseFailure {
    parser.unexpected(
      expecting: "a pattern in quotes, a regular expression between slashes, logfmt or csv")
  }
}
