import JSON

/// The tokens of a JSON text, one after another, so that what is wrong first is reported first.
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

  /// As deep as EventBridge's own parser would go, and no deeper than the stack allows.
  private static let depthMax = 500

  let text: [UInt8]
  /// Where the token stands that was read last.
  private(set) var range = 0..<0
  private var position = 0
  private var open: [Container] = []
  private var expected = Expected.value

  private enum Container { case object, array }

  private enum Expected {
    /// A value, after a colon or a comma or at the beginning.
    case value
    case valueOrEnd
    case name
    case nameOrEnd
    case commaOrEnd
  }

  /// A byte-order mark, which some editors write, is passed over.
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
    let token = try token(text[position])
    range = start..<position
    return token
  }

  /// An error about the token that was read last.
  func error(_ reason: String) -> EventPatternError {
    EventPatternError(reason, at: range, in: text)
  }

  /// The text of the token that was read last, without quotes.
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
    skipSpace()
    guard position < text.count, text[position] == UInt8(ascii: ":") else {
      throw unexpected("a colon after the name")
    }
    position += 1
    expected = .value
    return .name(name)
  }

  private mutating func readWord() throws(EventPatternError) -> Token {
    let words: [(StaticString, Token)] = [("true", .true), ("false", .false), ("null", .null)]
    let word = wordRange
    for (text, token) in words where self.text[word].elementsEqual(text.bytes) {
      position = word.upperBound
      expected = .commaOrEnd
      return token
    }
    throw unexpected()
  }

  private mutating func readNumber() throws(EventPatternError) -> Token {
    let word = wordRange
    var rest = text[word]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = Self.dropDigits(&rest)
    var isNumber = whole > 0
    if whole > 1, text[rest.startIndex - whole] == UInt8(ascii: "0") { isNumber = false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      isNumber = Self.dropDigits(&rest) > 0 && isNumber
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      isNumber = Self.dropDigits(&rest) > 0 && isNumber
    }
    guard isNumber, rest.isEmpty else {
      throw EventPatternError(
        "\"\(String(decoding: text[word], as: UTF8.self))\" is not a JSON number", at: word,
        in: text)
    }
    position = word.upperBound
    expected = .commaOrEnd
    return .number(Array(text[word]))
  }

  private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Int {
    let digits = text.prefix { (0x30...0x39).contains($0) }.count
    text = text.dropFirst(digits)
    return digits
  }

  /// What stands at the position up to a bracket, a comma, a colon, a quote or white space.
  private var wordRange: Range<Int> {
    let ends: Set<UInt8> = Set("{}[],:\"".utf8)
    let end = text[position...].firstIndex { ends.contains($0) || $0.isJSONSpace } ?? text.count
    return position..<end
  }

  /// Reads a string and resolves its escapes.
  private mutating func readString() throws(EventPatternError) -> [UInt8] {
    let start = position
    position += 1
    while position < text.count, text[position] != UInt8(ascii: "\"") {
      switch text[position] {
      case UInt8(ascii: "\\"): try skipEscape()
      case 0..<0x20:
        throw EventPatternError(
          "a control character in a string must be written as an escape",
          at: position..<position + 1, in: text)
      default: try skipCharacter()
      }
    }
    guard position < text.count else {
      throw EventPatternError("a string without a closing quote", at: start..<position, in: text)
    }
    let inner = text[(start + 1)..<position]
    position += 1
    guard inner.contains(UInt8(ascii: "\\")) else { return Array(inner) }
    let out = ByteBuffer(capacity: inner.count)
    inner.withUnsafeBytes { JSONString.unescape($0, into: out) }
    return Array(out.bytes)
  }

  private mutating func skipEscape() throws(EventPatternError) {
    let letter = position + 1 < text.count ? text[position + 1] : 0
    let digits = text[min(position + 2, text.count)...].prefix(4)
    let isUnicode =
      letter == UInt8(ascii: "u") && digits.count == 4
      && digits.allSatisfy { Hex.value(ofEither: $0) != nil }
    guard isUnicode || "\"\\/bfnrt".utf8.contains(letter) else {
      throw EventPatternError(
        "an unknown escape in a string; a backslash is written \\\\",
        at: position..<min(position + 2, text.count), in: text)
    }
    position += isUnicode ? 6 : 2
  }

  private mutating func skipCharacter() throws(EventPatternError) {
    guard text[position] >= 0x80 else {
      position += 1
      return
    }
    let character = text.withUnsafeBytes { CodePoint.decode($0, at: position) }
    guard character.value != nil else {
      throw EventPatternError(
        "bytes that are not UTF-8", at: position..<position + character.length, in: text)
    }
    position += character.length
  }

  private func unexpected(_ wanted: String? = nil) -> EventPatternError {
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

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
