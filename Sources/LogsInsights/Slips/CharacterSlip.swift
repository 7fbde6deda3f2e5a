/// A character that is not part of the language and probably came with pasted text.
///
/// Word processors, wikis, chats and e-mail put such characters in place of the ones that were typed. Many are invisible.
package struct CharacterSlip: Sendable {
  /// What it is, such as `a no-break space (U+00A0)`.
  package let name: String
  /// What to write for it, empty if nothing; nil if that is not known.
  package let replacement: String?

  /// Looks at a character that is not part of the language; nil for one that is in ASCII.
  ///
  /// - Parameter isInLatinWord: whether it touches Latin letters: only there a letter of another alphabet is taken for
  ///   one that looks the same.
  package init?(_ character: Unicode.Scalar, isInLatinWord: Bool = false) {
    guard !character.isASCII else { return nil }
    name = Self.name(of: character)
    replacement =
      Self.letters[character].flatMap { isInLatinWord ? $0 : nil }
      ?? Self.replacement(for: character)
  }

  /// What to do about it.
  package var advice: String {
    switch replacement {
    case nil:
      "this is \(name); a name with such a character stands in backticks, a string in quotes"
    case "": "this is \(name); delete it"
    case " ": "this is \(name); write a space"
    case "\n": "this is \(name); write a line break"
    case let text?: "this is \(name); write \(text)"
    }
  }

  /// Whether nothing can be seen of a character.
  package static func isInvisible(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// The code point as Unicode writes it: `U+00A0`.
  package static func code(of character: Unicode.Scalar) -> String {
    let number = String(character.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number
  }

  private static func name(of character: Unicode.Scalar) -> String {
    let isByteOrderMark = character == "\u{feff}"
    let name = isByteOrderMark ? "byte order mark" : character.properties.name?.lowercased()
    guard let name else { return "the character \(code(of: character))" }
    let article = name.first.map("aeio".contains) == true ? "an" : "a"
    return "\(article) \(name) (\(code(of: character)))"
  }
}

// MARK: - What to write

extension CharacterSlip {
  private static func replacement(for character: Unicode.Scalar) -> String? {
    if let text = signs[character] { return text }
    if let ascii = halfWidth(character) { return ascii }
    switch character.properties.generalCategory {
    case .spaceSeparator: return " "
    case .lineSeparator, .paragraphSeparator: return "\n"
    case .format, .control: return ""
    case .dashPunctuation: return "-"
    case .initialPunctuation, .finalPunctuation: return "\""
    default: return nil
    }
  }

  /// The ASCII form of a fullwidth one.
  private static func halfWidth(_ character: Unicode.Scalar) -> String? {
    guard (0xff01...0xff5e).contains(character.value) else { return nil }
    return Unicode.Scalar(character.value - 0xfee0).map { String(Character($0)) }
  }

  private static let signs: [Unicode.Scalar: String] = [
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "'", "›": "'", "′": "'", "´": "'", "ʼ": "'",
    "„": "\"", "‟": "\"", "″": "\"", "〝": "\"", "〞": "\"", "〟": "\"",
    "\u{85}": "\n", "−": "-", "‑": "-", "─": "-", "≠": "!=", "≤": "<=", "⩽": "<=", "≥": ">=",
    "⩾": ">=",
    "×": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/", "∧": "and", "∨": "or", "¬": "not", "→": "|",
    "│": "|", "∣": "|", "¦": "|", "┃": "|", "ˆ": "^", "∼": "~", "˜": "~", "∈": "in", "∉": "not in",
    "，": ",", "、": ",", "。": ".", "“": "\"", "”": "\"",
  ]

  /// Letters of other alphabets that look like Latin ones.
  private static let letters: [Unicode.Scalar: String] = Dictionary(
    uniqueKeysWithValues: [
      ("аеорсухіјѕԁһ", "aeopcyxijsdh"), ("АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS"),
      ("ονιαρκ", "oviapk"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ].flatMap { others, latin in
      zip(others.unicodeScalars, latin).map { ($0, String($1)) }
    })
}
