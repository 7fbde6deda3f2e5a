/// A value that may be secret: where it begins and ends.
struct SecretValue {
  let range: Range<Int>
  let isQuoted: Bool

  /// Reads the value at a place: a string in quotes, which may be escaped, or a word.
  ///
  /// Nil for a value that begins as no secret does: a reference to one, a variable, the mask. Then nothing is read,
  /// so that a text full of them takes no longer than others.
  init?(_ text: SecretText, at place: Int) {
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

  /// Whether a string in quotes begins at a place, escaped or not.
  static func isQuoted(_ text: SecretText, at place: Int) -> Bool {
    SecretBytes.isQuote(text.byte(text.end(from: place) { $0 == UInt8(ascii: "\\") }))
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
        break
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
    if "$*=<{[".utf8.contains(first) { return true }
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
