/// Cuts a query into tokens.
///
/// It never fails: what is not a token becomes an ``Token/Kind/invalid(_:)`` token, so that the parser
/// can report it and go on after the next `|`. A `/` is a division or starts a regular expression,
/// depending on the tokens before it, which is the only state there is.
package struct Lexer {
  let bytes: [UInt8]
  var offset = 0
  private var tokens: [Token] = []
  /// Inside a `parse` command whose pattern has not come yet: a `/` there starts the pattern.
  private var awaitsParsePattern = false
  /// How many parentheses are open inside that command: the source may be a call.
  private var openParentheses = 0

  /// The tokens of a text, the last one being ``Token/Kind/end``.
  package static func tokens(of source: SourceText) -> [Token] {
    var lexer = Lexer(bytes: source.bytes)
    return lexer.run()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func run() -> [Token] {
    while true {
      let before = offset
      skipBlanks()
      let start = offset
      let kind = start == bytes.count ? Token.Kind.end : next()
      let token = Token(
        kind: kind, range: SourceRange(start, offset),
        isAdjacent: start == before && start > 0)
      follow(token)
      tokens.append(token)
      if kind == .end { return tokens }
    }
  }

  /// White space and comments.
  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        offset += 1
      case UInt8(ascii: "#"):
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      default:
        return
      }
    }
  }

  private mutating func next() -> Token.Kind {
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return delimited(by: byte, escapes: true) ? .string : .invalid(.unterminatedString)
    case UInt8(ascii: "`"):
      return delimited(by: byte, escapes: false) ? .quotedName : .invalid(.unterminatedName)
    case UInt8(ascii: "/") where expectsRegex:
      return regex()
    case UInt8(ascii: "."):
      return dotOrFraction()
    case let byte where byte.isDigit:
      return followsDot ? nameRest() : number()
    case let byte where byte.isNameStart:
      return nameRest()
    default:
      return punctuation(byte)
    }
  }

  /// Keeps the state that decides what the next `/` is.
  private mutating func follow(_ token: Token) {
    switch token.kind {
    case .name where startsCommand:
      awaitsParsePattern = spells(token, "parse")
      openParentheses = 0
    case .leftParenthesis:
      openParentheses += 1
    case .rightParenthesis:
      openParentheses -= 1
    case .pipe:
      awaitsParsePattern = false
    case .string where openParentheses <= 0, .regex where openParentheses <= 0:
      awaitsParsePattern = false
    default:
      break
    }
  }

  private var startsCommand: Bool {
    tokens.last.map { $0.kind == .pipe } ?? true
  }

  private var expectsRegex: Bool {
    guard let last = tokens.last else { return false }
    if awaitsParsePattern, openParentheses <= 0 { return true }
    switch last.kind {
    case .matches: return true
    case .name: return spells(last, "like") && !isSegment(tokens.count - 1)
    default: return false
    }
  }

  private func isSegment(_ index: Int) -> Bool {
    index > 0 && tokens[index - 1].kind == .dot && tokens[index].isAdjacent
  }

  private func spells(_ token: Token, _ word: String) -> Bool {
    let spelled = bytes[token.range.lower..<token.range.upper].lazy.map { $0.lowercasedASCII }
    return spelled.elementsEqual(word.utf8)
  }

  /// Whether the token at the current offset continues a path: `containers` `.` `0`.
  private var followsDot: Bool {
    guard let last = tokens.last else { return false }
    return last.kind == .dot && last.range.upper == offset
  }

  private mutating func dotOrFraction() -> Token.Kind {
    if let last = tokens.last, last.range.upper == offset {
      switch last.kind {
      case .name, .quotedName, .rightBracket, .rightParenthesis:
        offset += 1
        return .dot
      default: break
      }
    }
    guard offset + 1 < bytes.count, bytes[offset + 1].isDigit else {
      offset += 1
      return .dot
    }
    return number()
  }

  private mutating func punctuation(_ byte: UInt8) -> Token.Kind {
    let following = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    for (first, second, kind) in Self.pairs where byte == first && following == second {
      offset += 2
      return kind
    }
    if let kind = Self.singles[byte] {
      offset += 1
      return kind
    }
    skipCharacter()
    return .invalid(.character)
  }

  private static let pairs: [(UInt8, UInt8, Token.Kind)] = [
    (UInt8(ascii: "="), UInt8(ascii: "="), .equal),
    (UInt8(ascii: "="), UInt8(ascii: "~"), .matches),
    (UInt8(ascii: "~"), UInt8(ascii: "="), .matches),
    (UInt8(ascii: "!"), UInt8(ascii: "="), .notEqual),
    (UInt8(ascii: "<"), UInt8(ascii: "="), .lessOrEqual),
    (UInt8(ascii: ">"), UInt8(ascii: "="), .greaterOrEqual),
  ]

  private static let singles: [UInt8: Token.Kind] = [
    UInt8(ascii: "|"): .pipe, UInt8(ascii: ","): .comma, UInt8(ascii: ":"): .colon,
    UInt8(ascii: "("): .leftParenthesis, UInt8(ascii: ")"): .rightParenthesis,
    UInt8(ascii: "["): .leftBracket, UInt8(ascii: "]"): .rightBracket,
    UInt8(ascii: "{"): .leftBrace, UInt8(ascii: "}"): .rightBrace,
    UInt8(ascii: "="): .equal, UInt8(ascii: "<"): .less, UInt8(ascii: ">"): .greater,
    UInt8(ascii: "+"): .plus, UInt8(ascii: "-"): .minus, UInt8(ascii: "*"): .star,
    UInt8(ascii: "/"): .slash, UInt8(ascii: "%"): .percent, UInt8(ascii: "^"): .caret,
    UInt8(ascii: "!"): .bang,
  ]
}
