/// Goes through the characters of a filter pattern.
struct FilterScanner {
  private let characters: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) {
    characters = Array(text.unicodeScalars)
  }

  /// The next character; nil at the end.
  var current: Unicode.Scalar? { index < characters.count ? characters[index] : nil }

  mutating func advance() { index += 1 }

  mutating func skipBlanks() {
    while let current, current.properties.isWhitespace { advance() }
  }

  /// Passes over a text if it comes next.
  mutating func skip(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard characters[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  /// Passes over a word in any case, if it stands alone.
  mutating func skip(word: String) -> Bool {
    let end = index + word.unicodeScalars.count
    guard end <= characters.count else { return false }
    var found = String.UnicodeScalarView()
    found.append(contentsOf: characters[index..<end])
    guard String(found).lowercased() == word.lowercased(),
      end == characters.count || !Self.isWord(characters[end])
    else { return false }
    index = end
    return true
  }

  /// The characters as long as a condition holds for them.
  mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let current, condition(current) {
      text.append(current)
      advance()
    }
    return String(text)
  }

  /// The text up to a closing mark, which comes after the current character; a backslash keeps the mark.
  mutating func takeQuoted(_ mark: Unicode.Scalar) throws(FilterPatternError) -> String {
    let start = index
    advance()
    var text = String.UnicodeScalarView()
    while let current {
      advance()
      if current == mark { return String(text) }
      if current == "\\", let next = self.current, next == mark || mark == "\"" && next == "\\" {
        text.append(next)
        advance()
      } else {
        text.append(current)
      }
    }
    index = start
    throw error("\(mark) is not closed")
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-"
  }

  /// An error at the current character.
  func error(_ reason: String) -> FilterPatternError {
    FilterPatternError(reason: reason, position: index + 1)
  }
}
