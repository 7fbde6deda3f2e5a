/// The characters of a query that came with pasted text, found among its tokens.
struct TextSlips {
  /// A piece of the text, what is wrong with it, and what to write for it.
  struct Slip {
    var range: SourceRange
    let advice: String
    let replacement: String?
  }

  let slips: [Slip]
  private let source: SourceText

  init(_ source: SourceText, _ tokens: [Token]) {
    self.source = source
    var slips: [Slip] = []
    for token in tokens {
      let end = slips.last?.range.upper ?? 0
      guard case .invalid(.character) = token.kind, token.range.lower >= end,
        let slip = Self.slip(at: token.range, in: source)
      else { continue }
      // Of a word of another alphabet the first letter is enough.
      let continues =
        slip.replacement == nil && slips.last?.replacement == nil && end == token.range.lower
      if !continues || slips.isEmpty {
        slips.append(slip)
      } else {
        slips[slips.count - 1].range.upper = token.range.upper
      }
    }
    self.slips = slips
  }

  /// What is known of a character that is not part of the language.
  static func slip(at range: SourceRange, in source: SourceText) -> Slip? {
    let text = source[range]
    if let character = text.unicodeScalars.first,
      let slip = CharacterSlip(character, isInLatinWord: isInLatinWord(range, of: source))
    {
      let line = slip.replacement == " " ? ": \(spacedLine(at: range, in: source))" : ""
      return Slip(range: range, advice: slip.advice + line, replacement: slip.replacement)
    }
    let rest = String(decoding: source.bytes[range.lower...], as: UTF8.self)
    if text == "&", let (entity, character) = entities.first(where: { rest.hasPrefix($0.key) }) {
      return Slip(
        range: SourceRange(range.lower, range.lower + entity.utf8.count),
        advice: "this is HTML for \(character == " " ? "a space" : character); write that",
        replacement: character)
    }
    if text == "~", range.lower > 0, source.bytes[range.lower - 1] == UInt8(ascii: "!") {
      return Slip(
        range: SourceRange(range.lower - 1, range.upper), advice: "write not like",
        replacement: "not like")
    }
    return signs(text, rest, at: range)
  }

  /// The line of a text around a range, with the spaces of other scripts and layouts as plain ones.
  private static func spacedLine(at range: SourceRange, in source: SourceText) -> String {
    let newline = UInt8(ascii: "\n")
    let before = source.bytes[..<range.lower].reversed().prefix { $0 != newline }.reversed()
    let line = Array(before) + source.bytes[range.lower...].prefix { $0 != newline }
    var text = ""
    for character in String(decoding: line, as: UTF8.self).unicodeScalars {
      let isSpace = CharacterSlip(character)?.replacement == " "
      text.unicodeScalars.append(isSpace ? " " : character)
    }
    return text
  }

  /// Whether a character touches letters, digits or signs of names.
  private static func isInLatinWord(_ range: SourceRange, of source: SourceText) -> Bool {
    let before = range.lower > 0 && source.bytes[range.lower - 1].isNameRest
    return before || range.upper < source.bytes.count && source.bytes[range.upper].isNameRest
  }

  /// A sign of ASCII.
  private static func signs(_ text: String, _ rest: String, at range: SourceRange) -> Slip? {
    let after = rest.utf8.dropFirst()
    let isLast = after.allSatisfy(\.isSpace)
    switch text {
    case ";" where isLast:
      return Slip(
        range: range, advice: "a query ends without a semicolon; delete it", replacement: "")
    case ";":
      return Slip(
        range: range, advice: "commands are joined by '|', and only one query is run",
        replacement: nil)
    case "&":
      let isDouble = after.first == UInt8(ascii: "&")
      return Slip(
        range: isDouble ? SourceRange(range.lower, range.upper + 1) : range, advice: "write and",
        replacement: "and")
    case "\\" where after.first.map({ $0 == 10 || $0 == 13 }) ?? true:
      return Slip(
        range: range, advice: "lines need no backslash at their ends; delete it", replacement: "")
    case "$":
      return Slip(
        range: range, advice: "there are no variables; write the name or the value itself",
        replacement: nil)
    case "~":
      return Slip(
        range: range, advice: "a regular expression follows '=~' or 'like'", replacement: nil)
    case "?":
      return Slip(
        range: range, advice: "there are no parameters; write the value itself", replacement: nil)
    default: return nil
    }
  }

  private static let entities: KeyValuePairs<String, String> = [
    "&amp;&amp;": "and", "&gt;": ">", "&lt;": "<", "&amp;": "&", "&quot;": "\"", "&apos;": "'",
    "&#39;": "'",
    "&#34;": "\"",
    "&#x27;": "'", "&nbsp;": " ", "&#160;": " ", "&ndash;": "-", "&ldquo;": "\"", "&rdquo;": "\"",
  ]

  /// The text with what to write in place of each slip; nil if that is not known of all.
  private var repaired: String? {
    var bytes: [UInt8] = []
    var end = 0
    for slip in slips where slip.range.lower >= end {
      guard let replacement = slip.replacement else { return nil }
      bytes += source.bytes[end..<slip.range.lower] + replacement.utf8
      end = slip.range.upper
    }
    return String(decoding: bytes + source.bytes[end...], as: UTF8.self)
  }

  /// One error for each slip; the first offers the whole query without them, if it is a query then.
  ///
  /// Other errors of the parser are left out: most only follow from the slips.
  var diagnostics: [Diagnostic] {
    var offer: [Diagnostic.Hint] = []
    if slips.count > 1, let text = repaired, (try? Query(text)) != nil {
      offer = [Diagnostic.Hint("the query without them:", replacement: text, for: source.range)]
    }
    return slips.prefix(Diagnostic.countMax).enumerated().map { index, slip in
      Diagnostic(
        .unrecognizedText(Self.shown(source[slip.range])), at: slip.range,
        hints: [Diagnostic.Hint(slip.advice, replacement: slip.replacement)]
          + (index == 0 ? offer : []))
    }
  }

  /// Characters of which nothing can be seen, by their code points.
  private static func shown(_ text: String) -> String {
    guard let character = text.unicodeScalars.first, CharacterSlip.isInvisible(character) else {
      return text
    }
    return CharacterSlip.code(of: character)
  }
}
