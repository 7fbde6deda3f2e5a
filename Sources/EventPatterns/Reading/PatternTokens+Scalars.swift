import JSON

/// Strings, numbers and words.
extension PatternTokens {
  mutating func readWord() throws(EventPatternError) -> Token {
    let words: [(StaticString, Token)] = [("true", .true), ("false", .false), ("null", .null)]
    let word = wordRange
    for (text, token) in words where self.text[word].elementsEqual(text.bytes) {
      position = word.upperBound
      expected = .commaOrEnd
      return token
    }
    throw unexpected()
  }

  mutating func readNumber() throws(EventPatternError) -> Token {
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

  /// The text from the position up to a bracket, comma, colon, quote or white space.
  var wordRange: Range<Int> {
    let ends: Set<UInt8> = Set("{}[],:\"".utf8)
    let end = text[position...].firstIndex { ends.contains($0) || $0.isJSONSpace } ?? text.count
    return position..<end
  }

  /// Reads a string and resolves its escapes.
  mutating func readString() throws(EventPatternError) -> [UInt8] {
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
}

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
