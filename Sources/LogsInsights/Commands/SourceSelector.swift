/// What a SOURCE names: a log group, or a choice of them by prefix, tag or data source.
enum SourceSelector: Sendable {
  case group(String)
  /// `name(key: value, …)` or `name(value)`.
  case choice(Choice, [Argument])

  enum Choice: String, CaseIterable, Sendable {
    case logGroups, logGroupTags, dataSource
  }

  struct Argument: Sendable {
    let key: String?
    let value: Value
  }

  indirect enum Value: Sendable {
    case text(String)
    case list([Value])
    case object([Argument])
  }
}

// MARK: - Reading

extension SourceSelector {
  /// Reads one selector; a log group stands alone.
  init(from parser: inout Parser, isFirst: Bool) throws(ParseFailure) {
    let token = parser.current
    switch token.kind {
    case .name where parser.next.kind == .leftParenthesis:
      self = try Self.choice(from: &parser)
    case .string where isFirst:
      parser.advance()
      self = .group(StringLiteral.value(of: parser.bytes(of: token)))
    case .name where isFirst:
      parser.advance()
      self = .group(parser.text(of: token))
    case .quotedName where isFirst:
      parser.advance()
      self = .group(String(parser.text(of: token).dropFirst().dropLast()))
    default:
      throw parser.unexpected(expecting: isFirst ? "a log group in quotes" : "'|' or the end")
    }
  }

  private static func choice(from parser: inout Parser) throws(ParseFailure) -> SourceSelector {
    let name = parser.advance()
    let word = parser.text(of: name).asciiLowercased
    guard let choice = Choice.allCases.first(where: { $0.rawValue.asciiLowercased == word }) else {
      throw parser.fail(
        .invalidSource("'\(parser.text(of: name))' chooses no log groups"), at: name.range,
        hints: [Diagnostic.Hint("SOURCE knows logGroups(…), logGroupTags(…), dataSource(…)")])
    }
    parser.advance()
    let arguments = try arguments(until: .rightParenthesis, "')'", from: &parser)
    let range = SourceRange(name.range.lower, parser.previousEnd)
    if let fault = fault(of: choice, arguments) {
      throw parser.fail(.invalidSource(fault), at: range)
    }
    return .choice(choice, arguments)
  }

  private static func arguments(
    until end: Token.Kind, _ name: String, from parser: inout Parser
  ) throws(ParseFailure) -> [Argument] {
    if parser.accept(end) != nil { return [] }
    var arguments: [Argument] = []
    repeat {
      var key: String?
      if parser.current.kind == .name {
        key = parser.text(of: parser.advance())
        _ = try parser.expect(.colon, "':'")
      }
      arguments.append(Argument(key: key, value: try value(from: &parser)))
    } while parser.accept(.comma) != nil
    _ = try parser.expect(end, "',' or \(name)")
    return arguments
  }

  private static func value(from parser: inout Parser) throws(ParseFailure) -> Value {
    parser.nesting += 1
    defer { parser.nesting -= 1 }
    guard parser.nesting <= 4 else { throw parser.fail(.nestingTooDeep) }
    if parser.current.kind == .string {
      return .text(StringLiteral.value(of: parser.bytes(of: parser.advance())))
    }
    if parser.accept(.leftBrace) != nil {
      return .object(try arguments(until: .rightBrace, "'}'", from: &parser))
    }
    _ = try parser.expect(.leftBracket, "a text or a list in brackets")
    if parser.accept(.rightBracket) != nil { return .list([]) }
    var elements = [try value(from: &parser)]
    while parser.accept(.comma) != nil { elements.append(try value(from: &parser)) }
    _ = try parser.expect(.rightBracket, "',' or ']'")
    return .list(elements)
  }
}

// MARK: - Checking

extension SourceSelector {
  /// What AWS would refuse in the arguments; nil if nothing.
  private static func fault(of choice: Choice, _ arguments: [Argument]) -> String? {
    switch choice {
    case .logGroups: arguments.lazy.compactMap(groupsFault).first
    case .dataSource: listFault("dataSource", arguments, countMax: 10)
    case .logGroupTags: tagsFault(arguments)
    }
  }

  private static func groupsFault(_ argument: Argument) -> String? {
    guard let texts = argument.value.texts else { return "logGroups() takes lists of strings" }
    switch argument.key?.asciiLowercased {
    case "nameprefix": return texts.count > 5 ? "logGroups() takes at most 5 prefixes" : nil
    case "accountidentifiers", "accountidentifier":
      return texts.count > 20 ? "logGroups() takes at most 20 accounts" : nil
    case "class", "loggroupclass":
      let classes = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]
      return texts.first { !classes.contains($0) }.map { "'\($0)' is not a log group class" }
    default:
      return "logGroups() takes namePrefix, class and accountIdentifiers, each with a colon"
    }
  }

  private static func listFault(
    _ name: String, _ arguments: [Argument], countMax: Int
  ) -> String? {
    guard arguments.count == 1, arguments[0].key == nil, let texts = arguments[0].value.texts,
      !texts.isEmpty
    else { return "\(name)() takes one list of strings" }
    return texts.count > countMax ? "\(name)() takes at most \(countMax) strings" : nil
  }

  private static func tagsFault(_ arguments: [Argument]) -> String? {
    let form = "logGroupTags() takes one list of {key: 'name', values: ['value']}"
    guard arguments.count == 1, arguments[0].key == nil,
      case .list(let filters) = arguments[0].value,
      !filters.isEmpty
    else { return form }
    if filters.count > 5 { return "logGroupTags() takes at most 5 tags" }
    for filter in filters {
      guard case .object(let members) = filter else { return form }
      let keys = members.map { $0.key?.asciiLowercased ?? "" }.sorted()
      guard keys == ["key"] || keys == ["key", "values"] else { return form }
      for member in members {
        let isKey = member.key?.asciiLowercased == "key"
        if isKey, case .text = member.value { continue }
        guard !isKey, let values = member.value.texts else { return form }
        if values.count > 5 { return "logGroupTags() takes at most 5 values of a tag" }
      }
    }
    return nil
  }
}

extension SourceSelector.Value {
  /// The strings of a list, or of one string; nil if it is anything else.
  var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .object: return nil
    case .list(let elements):
      let texts = elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
      return texts.count == elements.count ? texts : nil
    }
  }
}

// MARK: - Printing

extension SourceSelector {
  /// The selector as it is printed.
  var text: String {
    switch self {
    case .group(let name): StringLiteral.text(of: name)
    case .choice(let choice, let arguments): "\(choice.rawValue)(\(Self.text(of: arguments)))"
    }
  }

  private static func text(of arguments: [Argument]) -> String {
    arguments.map { argument in
      (argument.key.map { $0 + ": " } ?? "") + argument.value.text
    }.joined(separator: ", ")
  }
}

extension SourceSelector.Value {
  fileprivate var text: String {
    switch self {
    case .text(let text): StringLiteral.text(of: text)
    case .list(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { ($0.key.map { $0 + ": " } ?? "") + $0.value.text }.joined(separator: ", ")
        + "}"
    }
  }
}
