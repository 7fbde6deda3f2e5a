import JSON

/// Reads the tokens of a JSON text one after another, so that the first error is reported first.
struct PatternTokens {
  enum Token: Equatable {
    case objectStart, objectEnd, arrayStart, arrayEnd
    /// The name of a member; its value follows.
    case name([UInt8])
    case string([UInt8])
    case number([UInt8])
    case `true`, `false`, null
    /// The end of the text.
    case end
  }

  /// As deep as EventBridge's own parser, and no deeper than the stack allows.
  private static let depthMax = 500

  let text: [UInt8]
  /// The position of the last token read.
  private(set) var range = 0..<0
  var position = 0
  /// The end of a name, which is read together with the following colon.
  private var tokenEnd: Int?
  private var open: [Container] = []
  var expected = Expected.value

  private enum Container { case object, array }

  enum Expected {
    /// A value, after a colon or a comma or at the beginning.
    case value
    case valueOrEnd
    case name
    case nameOrEnd
    case commaOrEnd
  }

  /// A byte order mark, which some editors write, is skipped.
  init(_ text: [UInt8]) {
    self.text = text
    if text.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  mutating func next() throws(EventPatternError) -> Token {
    skipSpace()
    if expected == .commaOrEnd { try readComma() }
    let start = position
    range = start..<start
    guard position < text.count else {
      guard open.isEmpty, expected == .commaOrEnd else { throw unexpected() }
      return .end
    }
    tokenEnd = nil
    let token = try token(text[position])
    range = start..<(tokenEnd ?? position)
    return token
  }

  /// An error about the last token read.
  func error(_ reason: String) -> EventPatternError {
    EventPatternError(reason, at: range, in: text)
  }

  /// The text of the last token read, without quotes.
  var tokenText: String {
    let token = text[range]
    let isQuoted = token.first == UInt8(ascii: "\"") && token.count >= 2
    return String(decoding: isQuoted ? token.dropFirst().dropLast() : token, as: UTF8.self)
  }
}

extension PatternTokens {
  private mutating func skipSpace() {
    while position < text.count, text[position].isJSONSpace { position += 1 }
  }

  /// Reads the comma after a value; leaves a closing bracket, or the end of the text.
  private mutating func readComma() throws(EventPatternError) {
    guard let container = open.last else {
      guard position < text.count else { return }
      throw EventPatternError(
        "text after the closing brace of the pattern", at: position..<text.count, in: text)
    }
    guard position < text.count else { throw unexpected() }
    switch text[position] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return
    case UInt8(ascii: ","):
      position += 1
      expected = container == .object ? .name : .value
      skipSpace()
    default: throw unexpected()
    }
  }

  private mutating func token(_ byte: UInt8) throws(EventPatternError) -> Token {
    switch byte {
    case UInt8(ascii: "}"): return try close(.object)
    case UInt8(ascii: "]"): return try close(.array)
    case UInt8(ascii: "\"") where expected == .name || expected == .nameOrEnd:
      return try readName()
    case _ where expected == .name || expected == .nameOrEnd: throw unexpected()
    case UInt8(ascii: "{"): return try open(.object)
    case UInt8(ascii: "["): return try open(.array)
    case UInt8(ascii: "\""):
      expected = .commaOrEnd
      return .string(try readString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    default: return try readWord()
    }
  }

  private mutating func open(_ container: Container) throws(EventPatternError) -> Token {
    guard open.count < Self.depthMax else {
      throw EventPatternError(
        "more than \(Self.depthMax) levels of nesting", at: position..<position + 1, in: text)
    }
    position += 1
    open.append(container)
    expected = container == .object ? .nameOrEnd : .valueOrEnd
    return container == .object ? .objectStart : .arrayStart
  }

  private mutating func close(_ container: Container) throws(EventPatternError) -> Token {
    let isExpected = expected != .value && expected != .name
    guard isExpected, open.last == container else { throw unexpected() }
    position += 1
    open.removeLast()
    expected = .commaOrEnd
    return container == .object ? .objectEnd : .arrayEnd
  }

  private mutating func readName() throws(EventPatternError) -> Token {
    let name = try readString()
    tokenEnd = position
    skipSpace()
    guard position < text.count, text[position] == UInt8(ascii: ":") else {
      throw unexpected("a colon after the name")
    }
    position += 1
    expected = .value
    return .name(name)
  }

  func unexpected(_ wanted: String? = nil) -> EventPatternError {
    let wanted = wanted ?? expectation
    guard position < text.count else {
      return EventPatternError(
        "expected \(wanted), found the end of the text", at: position..<position, in: text)
    }
    let range = wordRange.isEmpty ? position..<position + 1 : wordRange
    let word = String(decoding: text[range], as: UTF8.self)
    let found = word == "\"" ? "a double quote" : "\"\(word)\""
    return EventPatternError("expected \(wanted), found \(found)", at: range, in: text)
  }

  private var expectation: String {
    let end = open.last == .array ? "\"]\"" : "\"}\""
    return switch expected {
    case .value: "a value"
    case .valueOrEnd: "a value or \(end)"
    case .name: "a name in double quotes"
    case .nameOrEnd: "a name in double quotes or \(end)"
    case .commaOrEnd: "a comma or \(end)"
    }
  }
}
