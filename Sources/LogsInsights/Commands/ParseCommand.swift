/// `parse [source] pattern as name, …`: makes names out of parts of a text.
public struct ParseCommand: QueryCommand {
  public static let names = ["parse"]
  public static let manual = CommandManual(
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
  public enum Pattern: Sendable {
    /// A text in which each `*` stands for a part.
    case glob(String)
    /// With `isMulti`, each match makes a row.
    case regex(RegexLiteral, isMulti: Bool)
    case format(Format)
  }

  /// How a whole text is written.
  public enum Format: String, Sendable {
    case logfmt, csv
  }

  /// The text to look into; nil for `@message`.
  public let text: Expression?
  public let pattern: Pattern
  public let aliases: [ColumnItem.Alias]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    text = try Self.source(from: &parser)
    switch parser.current.kind {
    case .string: (pattern, aliases) = try Self.glob(from: &parser)
    case .regex: (pattern, aliases) = try Self.regex(from: &parser)
    default: (pattern, aliases) = try Self.format(from: &parser)
    }
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
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
        hints: [Diagnostic.Hint("logfmt makes one map; its keys stand behind a dot")])
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
        hints: [Diagnostic.Hint("each group needs a name; (?:…) is no group")])
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

// MARK: - Compiling

extension ParseCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    let value =
      if let text { try pipeline.translate(text) } else {
        try pipeline.resolve(FieldPath("@message"), at: range)
      }
    let text = value.asText
    if case .regex(let regex, _) = pattern { pipeline.check(regex.capturer, of: regex) }
    switch pattern {
    case .glob(let glob):
      for (alias, number) in parts {
        let part = Self.part(number, of: text, .glob, glob)
        pipeline.defineParsed(alias, as: part)
      }
    case .regex(let regex, isMulti: false):
      let capturer = regex.capturer
      for (alias, number) in parts {
        let part = Self.part(number, of: text, .group, capturer)
        pipeline.defineParsed(alias, as: part)
      }
    case .regex(let regex, isMulti: true): applyToMatches(of: regex, in: text, to: &pipeline)
    case .format(.logfmt):
      for alias in aliases { pipeline.defineParsed(alias, as: .structure(.logfmt, of: text)) }
    case .format(.csv):
      define(from: .structure(.csv, of: text), in: &pipeline)
    }
  }

  /// Makes a row of each match; a row without one stays.
  private func applyToMatches(
    of regex: RegexLiteral, in text: Term, to pipeline: inout Pipeline
  ) {
    let matches =
      text.isMissing
      ? SQLFragment.null
      : .call(
        StructureFunction.matches.rawValue, text.sql, .constant(.text(regex.capturer)))
    let element = pipeline.pushElements(
      of: .call("coalesce", matches, .literal("'[null]'")), at: range)
    let groups = Term.structure(
      .call(StructureFunction.element.rawValue, element), from: [])
    define(from: groups, in: &pipeline)
  }

  /// Gives the names to texts in a list.
  private func define(from list: Term, in pipeline: inout Pipeline) {
    for (alias, number) in parts {
      var part = Term.member([.index(number - 1)], of: list)
      if !part.isMissing { part.type = .text }
      part.holdsMembers = false
      pipeline.defineParsed(alias, as: part)
    }
  }

  /// The names, and the number of the part that each stands for.
  private var parts: [(ColumnItem.Alias, Int)] {
    if case .regex(let regex, _) = pattern, aliases.isEmpty {
      return regex.namedGroups.map { group in
        (ColumnItem.Alias(path: FieldPath(group.name), range: group.range), group.number)
      }
    }
    return aliases.enumerated().map { ($1, $0 + 1) }
  }

  private static func part(
    _ number: Int, of text: Term, _ function: ExtractionFunction, _ pattern: String
  ) -> Term {
    if text.isMissing { return .missing }
    let sql = SQLFragment.call(
      function.rawValue, text.sql, .constant(.text(pattern)), .literal("\(number)"))
    return Term(sql, .text, from: [text])
  }
}
