/// The command could not be read; what is wrong is among the parser's diagnostics.
struct ParseFailure: Error {}

/// Reads the tokens of a query into commands.
struct Parser {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  /// How many expressions are open around the current token.
  var nesting = 0
  /// Where the query in parentheses begins that is being read.
  private var subqueryStart: Int?
  let tokens: [Token]
  private var index = 0

  init(_ source: SourceText) {
    self.source = source
    tokens = Lexer.tokens(of: source)
  }

  /// Reads all commands; after an error it goes on after the next `|`, unless it has enough.
  ///
  /// - Returns: the commands before the first one that has an error.
  mutating func parseQuery() -> [any QueryCommand] {
    var commands: [any QueryCommand] = []
    repeat {
      do {
        let command = try parseCommand()
        if diagnostics.isEmpty { commands.append(command) }
      } catch {
        skipToPipe()
        subqueryStart = nil
      }
    } while !diagnostics.isFull(of: .error) && accept(.pipe) != nil
    return commands
  }

  private mutating func parseCommand() throws(ParseFailure) -> any QueryCommand {
    nesting = 0
    let name = text(of: current)
    switch current.kind {
    case .name: break
    case .pipe, .end: throw missingCommand()
    case .string where next.kind == .end, .quotedName where previous == nil:
      throw unexpected(hints: [Diagnostic.Hint("leave out the quotes around the query")])
    default: throw unexpected(expecting: "a command")
    }
    guard let type = CommandTable.command(named: name) else {
      if let why = CommandTable.reason(against: name) {
        throw fail(.unsupportedCommand(name, why: why))
      }
      throw fail(
        .unknownCommand(name),
        hints: hints(forCommand: name))
    }
    let command = try type.init(from: &self)
    guard endsCommand else {
      throw unexpected(expecting: subqueryStart == nil ? "'|' or the end" : "'|' or ')'")
    }
    return command
  }

  /// Whether the current token ends a command.
  var endsCommand: Bool {
    switch current.kind {
    case .pipe, .end: true
    case .rightParenthesis: subqueryStart != nil
    default: false
    }
  }

  /// Reads a query in parentheses, in which no other may stand.
  mutating func parseSubquery() throws(ParseFailure) -> Subquery {
    guard subqueryStart == nil else {
      throw fail(
        .subqueryNested, hints: [Diagnostic.Hint("AWS takes no query inside another inner query")])
    }
    let outside = nesting
    let start = try expect(.leftParenthesis, "a query in parentheses")
    subqueryStart = index
    var commands = [try parseCommand()]
    while accept(.pipe) != nil { commands.append(try parseCommand()) }
    subqueryStart = nil
    let end = try expect(.rightParenthesis, "'|' or ')'")
    nesting = outside
    return Subquery(commands: commands, range: start.range.union(end.range), source: source)
  }

  private mutating func missingCommand() -> ParseFailure {
    let pipe = index > 0 ? tokens[index - 1] : current
    if pipe.kind == .pipe, current.kind == .pipe, current.isAdjacent {
      let both = pipe.range.union(advance().range)
      return fail(.emptyCommand, at: both, hints: [Diagnostic.Hint("write or", replacement: "or")])
    }
    return fail(.emptyCommand, at: pipe.range)
  }

  /// Goes to the next `|` that stands outside parentheses opened on the way.
  private mutating func skipToPipe() {
    var open = openParentheses
    while current.kind != .end {
      switch current.kind {
      case .pipe where open == 0: return
      case .leftParenthesis: open += 1
      case .rightParenthesis: open = max(0, open - 1)
      default: break
      }
      advance()
    }
  }
}

extension Parser {
  /// How many parentheses are open inside a query in parentheses, its own included.
  private var openParentheses: Int {
    guard let subqueryStart else { return 0 }
    return tokens[subqueryStart..<index].reduce(into: 1) { open, token in
      if token.kind == .leftParenthesis { open += 1 }
      if token.kind == .rightParenthesis { open = max(0, open - 1) }
    }
  }
}

// MARK: - Tokens

extension Parser {
  var current: Token { tokens[index] }

  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  var tokenAfterNext: Token { tokens[min(index + 2, tokens.count - 1)] }

  /// The token before the current one; nil at the start of the query.
  var previous: Token? { index > 0 ? tokens[index - 1] : nil }

  var beforePrevious: Token? { index > 1 ? tokens[index - 2] : nil }

  /// The end of the token before the current one.
  var previousEnd: Int { index > 0 ? tokens[index - 1].range.upper : 0 }

  func text(of token: Token) -> String { source[token.range] }

  /// The bytes of a token, for literals.
  func bytes(of token: Token) -> ArraySlice<UInt8> {
    source.bytes[token.range.lower..<token.range.upper]
  }

  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  mutating func accept(_ kind: Token.Kind) -> Token? {
    current.kind == kind ? advance() : nil
  }

  /// The reserved word that a token is, if any.
  func keyword(_ token: Token) -> Keyword? {
    token.kind == .name ? Keyword(text(of: token)) : nil
  }

  mutating func accept(_ word: Keyword) -> Token? {
    keyword(current) == word ? advance() : nil
  }

  /// Whether the current token is a word that means something only here, such as `any`.
  func isWord(_ word: String) -> Bool {
    current.kind == .name && text(of: current).asciiLowercased == word
  }

  mutating func expect(_ kind: Token.Kind, _ name: String) throws(ParseFailure) -> Token {
    guard let token = accept(kind) else { throw unexpected(expecting: name) }
    return token
  }
}

// MARK: - Diagnostics

extension Parser {
  /// Notes an error that does not stop the reading of the command.
  mutating func note(
    _ reason: Diagnostic.Reason, at range: SourceRange, hints: [Diagnostic.Hint] = []
  ) {
    guard !diagnostics.isFull(of: .error) else { return }
    diagnostics.append(Diagnostic(reason, at: range, hints: hints))
  }

  /// Notes an error, at the current token unless told otherwise, and gives what to throw.
  mutating func fail(
    _ reason: Diagnostic.Reason, at range: SourceRange? = nil, hints: [Diagnostic.Hint] = []
  ) -> ParseFailure {
    note(reason, at: range ?? current.range, hints: hints)
    return ParseFailure()
  }

  /// The error of a token that does not belong here.
  mutating func unexpected(
    expecting expected: String? = nil, hints: [Diagnostic.Hint] = []
  ) -> ParseFailure {
    if case .invalid(let fault) = current.kind { return invalid(fault) }
    let position = source.position(of: current.range.lower)
    let symbol = current.kind == .end ? "<EOF>" : text(of: current)
    let slip = slipHints(expecting: expected)
    let expectation = expected.map { [Diagnostic.Hint("expected \($0)")] } ?? []
    return fail(
      .unexpectedSymbol(symbol, line: position.line, position: position.column),
      hints: !slip.isEmpty ? slip : hints.isEmpty ? expectation : hints)
  }

  private mutating func invalid(_ fault: Token.Fault) -> ParseFailure {
    switch fault {
    case .unterminatedString:
      return fail(.unterminated("the string"), at: firstByte, hints: lookAlikeOfQuote)
    case .unterminatedName: return fail(.unterminated("the name in backticks"), at: firstByte)
    case .unterminatedRegex:
      return fail(.unterminated("the regular expression"), at: current.range)
    case .character:
      // Those of pasted text are found by ``TextSlips``.
      return fail(.unrecognizedText(text(of: current)))
    }
  }

  private var firstByte: SourceRange {
    SourceRange(current.range.lower, current.range.lower + 1)
  }
}
