extension SecretRule {
  /// `"environment":[{"name":"A","value":"…"}]`, also where the JSON is itself a string of JSON.
  ///
  /// Each value but that of the member `name` is masked, in whatever order they come; of an object that maps names to
  /// values each value.
  @Sendable static func findEnvironment(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    let end = text.beforeBlanks(place)
    guard SecretBytes.isQuote(text.byte(end - 1)), text.has("environment", at: nameStart(text, end))
    else {
      return
    }
    var start = text.afterBlanks(place + 1)
    let opening = text.byte(start)
    guard opening == UInt8(ascii: "[") || opening == UInt8(ascii: "{") else { return }
    start += 1
    var walk = EnvironmentWalk(text, start, isList: opening == UInt8(ascii: "["))
    walk.run(&found)
  }

  /// Where `environment` would begin, before its quote.
  private static func nameStart(_ text: SecretText, _ end: Int) -> Int {
    let name =
      text.start(before: end - 1, atMost: 64) { $0 == UInt8(ascii: "\\") }
      - "environment".utf8.count
    return SecretBytes.isQuote(text.byte(name - 1)) ? name : -1
  }
}

/// A walk through the value of `environment`, a string or a bracket at a time.
private struct EnvironmentWalk {
  private let text: SecretText
  private var index: Int
  private let isList: Bool
  /// How many brackets are open; the list itself is one.
  private var depth = 1
  private var isKey = false
  /// Whether the value at hand is that of a member `name`.
  private var isName = false
  /// How many backslashes stand before the quotes of the last string.
  private var escape = 0

  init(_ text: SecretText, _ start: Int, isList: Bool) {
    self.text = text
    self.isList = isList
    index = start
    isKey = !isList
  }

  /// Marks the values until the list ends, or the text.
  mutating func run(_ found: inout FoundSecrets) {
    while index < text.count, depth > 0 {
      switch text[index] {
      case UInt8(ascii: "["): open(isObject: false)
      case UInt8(ascii: "{"): open(isObject: true)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        index += 1
      case UInt8(ascii: ","):
        // In an object a key comes next. A string in a list is no key either way.
        isKey = !(isList && depth == 1)
        isName = false
        index += 1
      case UInt8(ascii: ":"):
        isKey = false
        index += 1
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): string(&found)
      case let byte where SecretBytes.isBlank(byte): index += 1
      default: scalar(&found)
      }
    }
    found.skip(to: index)
  }

  private mutating func open(isObject: Bool) {
    depth += 1
    isKey = isObject
    isName = false
    index += 1
  }

  private mutating func string(_ found: inout FoundSecrets) {
    let quote = text.end(from: index) { $0 == UInt8(ascii: "\\") }
    guard text.byte(quote) == UInt8(ascii: "\"") else { return index = quote + 1 }
    escape = quote - index
    let end = SecretValue.end(ofString: text, from: quote + 1, text[quote], escape)
    let range = quote + 1..<end
    if isKey {
      isName = isList && range.count == 4 && text.has("name", at: range.lowerBound)
    } else if !isName, !isMasked(range) {
      found.mark(range)
    }
    index = min(end + escape + 1, text.count)
  }

  /// A number or a word.
  private mutating func scalar(_ found: inout FoundSecrets) {
    let start = index
    index = text.end(from: index) { !",]}:\\\"".utf8.contains($0) && !SecretBytes.isBlank($0) }
    if index == start { index += 1 }
    if !isKey, !isName, !text.has("null", at: start), !isMasked(start..<index) {
      found.mark(start..<index, quotedAfter: escape)
    }
  }

  /// Whether there is nothing, or the mask.
  private func isMasked(_ range: Range<Int>) -> Bool {
    range.isEmpty || text.has(SecretRule.maskBeginning, at: range.lowerBound)
  }
}
