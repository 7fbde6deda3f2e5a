package import Charts
import Reports

/// Text that a browser breaks between words, and in long ones only after separators.
///
/// The style sheet has no `overflow-wrap`, so that nothing else breaks a word.
package enum BreakableText {
  /// Words of up to this many characters stay in one piece.
  private static let wordMax = 16
  /// What has more characters without a separator is not a word; it may be broken after every so many.
  private static let pieceMax = 40
  private static let pieceLength = 20

  package static func append(_ text: String, to markup: inout Markup) {
    var rest = text[...]
    while !rest.isEmpty {
      let blanks = rest.prefix { $0.isWhitespace }
      markup.append(String(blanks))
      rest = rest[blanks.endIndex...]
      let word = rest.prefix { !$0.isWhitespace }
      append(word: word, to: &markup)
      rest = rest[word.endIndex...]
    }
  }

  private static func append(word: Substring, to markup: inout Markup) {
    guard word.count > wordMax else { return markup.append(String(word)) }
    let pieces = pieces(of: word)
    for (index, piece) in pieces.enumerated() {
      if index > 0 { markup.empty("wbr") }
      markup.append(String(piece))
    }
  }

  /// The parts of a word between which it may be broken.
  static func pieces(of word: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    var length = 0
    for index in word.indices {
      length += 1
      let next = word.index(after: index)
      guard next < word.endIndex else { break }
      // Of several separators the last one, so that `://` stays together.
      let isEnd = isSeparator(word[index]) && !isSeparator(word[next])
      guard isEnd || length >= pieceMax && length % pieceLength == 0 else { continue }
      pieces.append(word[start..<next])
      start = next
      length = isEnd ? 0 : length
    }
    return pieces + [word[start...]]
  }

  private static func isSeparator(_ character: Character) -> Bool {
    "/:.-@_=&?,;|+#%".contains(character)
  }
}
