/// A value that may be secret: where it begins and ends.
struct SecretValue {
  let range: Range<Int>
  let isQuoted: Bool

  /// Reads the value at a place: a string in quotes, which may be escaped, or a word.
  ///
  /// Nil for a value that begins as no secret does: a reference to one, a variable, the mask. Then nothing is read,
  /// so that a text full of them takes no longer than others.
  init?(_ text: SecretText, at place: Int) {
    let place = Self.afterWrapper(text, place)
    let quote = text.end(from: place) { $0 == UInt8(ascii: "\\") }
    isQuoted = SecretBytes.isQuote(text.byte(quote))
    let start = isQuoted ? quote + 1 : place
    guard !Self.beginsHarmlessly(text, start) else { return nil }
    // A key has a rule of its own, which knows where it ends.
    if !isQuoted, text.has("-----BEGIN", at: start) { return nil }
    let end =
      isQuoted
      ? Self.end(ofString: text, from: start, text[quote], quote - place)
      : Self.end(ofWord: text, from: start)
    range = start..<end
    guard !range.isEmpty, !isWordOfProgram(in: text) else { return nil }
  }

  /// The place after what a program writes around a string: `Some(`, `Optional[`, `Secret(`.
  private static func afterWrapper(_ text: SecretText, _ place: Int) -> Int {
    let end = text.end(from: place, atMost: 32) {
      SecretBytes.isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":")
    }
    guard end > place,
      text.byte(end) == UInt8(ascii: "(") || text.byte(end) == UInt8(ascii: "[")
    else { return place }
    let quote = text.end(from: end + 1, atMost: 64) { $0 == UInt8(ascii: "\\") }
    let isOption =
      end == place + 4 && text.has("Some", at: place)
      || end == place + 8 && text.has("Optional", at: place)
    return isOption || SecretBytes.isQuote(text.byte(quote)) ? end + 1 : place
  }

  /// The end of a string whose quotes stand after so many backslashes, without them.
  ///
  /// A quote after fewer ends what is around the string; one after more is in it, unless it ends with a backslash.
  static func end(
    ofString text: SecretText, from start: Int, _ quote: UInt8, _ depth: Int
  ) -> Int {
    var index = start
    var backslashes = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "\\") {
        backslashes += 1
      } else if byte == quote, isEnd(backslashes, depth) {
        return index - min(backslashes, depth)
      } else {
        backslashes = 0
      }
      index += 1
    }
    return index
  }

  /// Whether a quote after so many backslashes ends a string of JSON in JSON, whose own have `depth` of them.
  private static func isEnd(_ backslashes: Int, _ depth: Int) -> Bool {
    var (backslashes, depth) = (backslashes, depth)
    while depth > 0 {
      guard backslashes % 2 == 1 else { return true }
      backslashes /= 2
      depth /= 2
    }
    return backslashes % 2 == 0
  }

  private static func end(ofWord text: SecretText, from start: Int) -> Int {
    var index = start
    while index < text.count {
      let byte = text[index]
      if index > start, text[index - 1] == UInt8(ascii: "="),
        let end = end(ofQuoted: text, at: index)
      {
        index = end
        continue
      }
      if SecretBytes.endsWord(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") {
        guard index > start, let next = placeAfter(sign: index, in: text) else { break }
        index = next
        continue
      }
      if byte == UInt8(ascii: ","), index + 1 == text.count || SecretBytes.endsWord(text[index + 1])
      {
        break
      }
      index += 1
    }
    while index > start, ")]},.".utf8.contains(text[index - 1]) { index -= 1 }
    return index
  }

  /// Where a word goes on after a sign that may end it; nil if it ends.
  private static func placeAfter(sign index: Int, in text: SecretText) -> Int? {
    let next = text.byte(index + 1)
    switch text[index] {
    case UInt8(ascii: ";"), UInt8(ascii: "&"):
      return isEnd(ofPair: text, index) ? nil : index + 1
    case UInt8(ascii: "<"):
      let name = text.end(from: index + 1, atMost: 64, while: SecretBytes.isName)
      let isTag = next <= 0x20 || "/!?<".utf8.contains(next) || "/>".utf8.contains(text.byte(name))
      return isTag ? nil : index + 1
    case UInt8(ascii: "\\"):
      let letter = text.end(from: index) { $0 == UInt8(ascii: "\\") }
      if SecretBytes.isQuote(text.byte(letter)) {
        return SecretBytes.isAlphanumeric(text.byte(letter + 1)) ? letter + 1 : nil
      }
      return SecretBytes.isAlphanumeric(text.byte(letter))
        && !"nrtu".utf8.contains(text.byte(letter))
        ? letter : nil
    case let byte where byte > 0x20:
      return SecretBytes.isAlphanumeric(next) ? index + 1 : nil
    default: return nil
    }
  }

  /// Whether a `;` or `&` ends a value: another pair follows, such as `;User Id=sa`, or nothing, or it begins an entity.
  private static func isEnd(ofPair text: SecretText, _ index: Int) -> Bool {
    let next = text.byte(index + 1)
    if SecretBytes.endsWord(next) || next == text[index] { return true }
    let name = text.end(from: index + 1, atMost: 40) { SecretBytes.isName($0) || $0 == 0x20 }
    let sign = text.byte(name)
    return sign == UInt8(ascii: "=")
      || text[index] == UInt8(ascii: "&") && sign == UInt8(ascii: ";")
  }

  /// The end of a string in quotes that is the value of a parameter such as `response="…"`; nil if none begins here.
  static func end(ofParameter text: SecretText, at start: Int) -> Int? {
    let quote = text.end(from: start, atMost: 64) { $0 == UInt8(ascii: "\\") }
    guard SecretBytes.isQuote(text.byte(quote)) else { return nil }
    let depth = quote - start
    let end = end(ofString: text, from: quote + 1, text[quote], depth)
    return end < text.count ? min(end + depth + 1, text.count) : nil
  }

  /// The end of a quoted part of a word, such as that of `NAME='a b'`, with its quotes; nil if none begins here.
  ///
  /// A quote before a bracket, a comma, a colon or a blank ends the string around the word.
  private static func end(ofQuoted text: SecretText, at start: Int) -> Int? {
    let quote = text.end(from: start) { $0 == UInt8(ascii: "\\") }
    let next = text.byte(quote + 1)
    guard SecretBytes.isQuote(text.byte(quote)), next > 0x20, next != text[quote],
      !",:)]}\\".utf8.contains(next)
    else { return nil }
    let depth = quote - start
    return min(end(ofString: text, from: quote + 1, text[quote], depth) + depth + 1, text.count)
  }

  /// Whether what begins at a place cannot be a secret: an ARN, a variable, a list, the mask.
  static func beginsHarmlessly(_ text: SecretText, _ place: Int) -> Bool {
    let first = text.byte(place)
    if first == UInt8(ascii: "$") {
      // `$NAME` and `${NAME}`, and not `$pa$sword`.
      let end = text.end(from: place + 1, atMost: SecretName.lengthMax, while: SecretBytes.isName)
      return text.byte(end) != first
    }
    if "*=<{[".utf8.contains(first) { return true }
    return text.has("arn:", at: place)
  }

  private func isWordOfProgram(in text: SecretText) -> Bool {
    Self.wordsOfPrograms.contains {
      range.count == $0.utf8CodeUnitCount && text.has($0, at: range.lowerBound)
    }
  }

  private static let wordsOfPrograms: [StaticString] = [
    "null", "nil", "none", "true", "false", "undefined", "redacted", "hidden",
  ]

  /// Whether the value has letters and digits and is as long as tokens are.
  func isTokenLike(in text: SecretText) -> Bool {
    let bytes = text.bytes[range]
    return range.count >= 8 && bytes.contains(where: SecretBytes.isDigit)
      && bytes.contains(where: SecretBytes.isLetter)
  }

  /// Whether the value is a word of prose: letters alone.
  func isProse(in text: SecretText) -> Bool {
    text.bytes[range].allSatisfy {
      SecretBytes.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
    }
  }
}
