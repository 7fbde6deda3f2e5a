/// `parse [source] pattern as name, …`: makes names out of parts of a text.
package struct ParseCommand: QueryCommand {
  package static let names = ["parse"]
  package static let manual = CommandManual(
    "parse [source] \"text * text\" as name, … | parse [source] /regex/ [as name, …]",
    """
    Cuts parts out of a text, of `@message` unless it names another. Each `*` stands for a part; \
    in a regular expression the groups do, named ones or those that names after `as` are given \
    to. Rows in which nothing is found stay, without the names.
    """,
    examples: [
      "parse detail.stoppedReason \"*: *\" as kind, rest | display kind, rest | limit 2",
      "parse detail.group /^(?<type>[^:]+):(?<name>.+)$/ | display type, name | limit 2",
      "parse detail.taskArn /task\\/([^\\/]+)\\// as cluster | stats count(*) by cluster",
    ])

  /// What finds the parts.
  package enum Pattern: Sendable {
    /// A text in which each `*` stands for a part.
    case glob(String)
    case regex(RegexLiteral)
  }

  /// The text to look into; nil for `@message`.
  package let text: Expression?
  package let pattern: Pattern
  package let aliases: [ColumnItem.Alias]
  package let range: SourceRange

  package init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    text = try Self.source(from: &parser)
    switch parser.current.kind {
    case .string: (pattern, aliases) = try Self.glob(from: &parser)
    case .regex: (pattern, aliases) = try Self.regex(from: &parser)
    default: throw Self.patternExpected(&parser)
    }
    range = SourceRange(start.lower, parser.previousEnd)
  }

  package func write(to printer: inout QueryPrinter) {
    printer.write("parse ")
    if let text {
      printer.write(text)
      printer.write(" ")
    }
    switch pattern {
    case .glob(let text): printer.write(StringLiteral.text(of: text))
    case .regex(let regex): printer.write(regex.text)
    }
    if !aliases.isEmpty { printer.write(" as " + aliases.map(\.path.text).joined(separator: ", ")) }
  }
}

// MARK: - Reading

extension ParseCommand {
  private static func source(from parser: inout Parser) throws(ParseFailure) -> Expression? {
    switch parser.current.kind {
    case .name, .quotedName: try parser.parsePrimary()
    default: nil
    }
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
        hints: [Diagnostic.Hint("each group needs a name; (?:…) is no group")])
    }
    return (.regex(regex), aliases)
  }

  private static func patternExpected(_ parser: inout Parser) -> ParseFailure {
    parser.unexpected(
      expecting: "a pattern in quotes or a regular expression between slashes")
  }
}

// MARK: - Compiling

extension ParseCommand {
  package func apply(to pipeline: inout Pipeline) throws {
    let value =
      if let text { try pipeline.translate(text) } else {
        try pipeline.resolve(FieldPath("@message"), at: range)
      }
    let text = value.asText
    let (function, argument) = extraction
    for (alias, number) in parts {
      let sql = SQLFragment.call(
        function.rawValue, text.sql, .constant(.text(argument)), .literal("\(number)"))
      let part = text.isMissing ? Term.missing : Term(sql, .text, from: [text])
      pipeline.defineParsed(alias, as: part)
    }
  }

  /// The names, and the number of the part that each stands for.
  private var parts: [(ColumnItem.Alias, Int)] {
    if case .regex(let regex) = pattern, aliases.isEmpty {
      return regex.namedGroups.map { group in
        (ColumnItem.Alias(path: FieldPath(group.name), range: group.range), group.number)
      }
    }
    return aliases.enumerated().map { ($1, $0 + 1) }
  }

  /// The SQL function that finds the parts, and the pattern as it takes it.
  private var extraction: (ExtractionFunction, String) {
    switch pattern {
    case .glob(let text): (.glob, text)
    case .regex(let regex): (.group, regex.capturer)
    }
  }
}
