/// A walk through the value of `environment` or the like, a string, a scalar or a bracket at a time, that marks the values in it.
///
/// It ends where the text is not what JSON has there: a message may be cut inside the list, and what follows is looked at
/// by all rules. Names and keys stay readable, unless the rules find a secret in them.
struct EnvironmentWalk {
  private enum Expected { case value, key, colon, separator }

  private let text: SecretText
  private var index: Int
  /// How many backslashes stand before quotes: as many as before those of `environment`.
  private let backslashes: Int
  /// Whether each of the open brackets is that of a list; the first is that of `environment` itself.
  private var lists: [Bool]
  private var expected: Expected
  /// Whether the value at hand is that of a member `name` of an element of the list.
  private var isName = false
  /// Whether ARNs stay readable: they name secrets, and are none.
  private let keepsARNs: Bool

  init(_ text: SecretText, _ start: Int, isList: Bool, backslashes: Int, keepsARNs: Bool) {
    self.text = text
    self.keepsARNs = keepsARNs
    self.backslashes = backslashes
    index = start
    lists = [isList]
    expected = isList ? .value : .key
  }

  /// Marks the values until the list ends, or the text, or what is JSON in it.
  mutating func run(_ found: inout FoundSecrets) {
    while index < text.count, !lists.isEmpty, step(&found) {}
    found.skip(to: index)
  }

  /// Goes on by one part; false if the text goes on otherwise than JSON.
  private mutating func step(_ found: inout FoundSecrets) -> Bool {
    if skipBlanks() { return true }
    switch (text[index], expected) {
    case (UInt8(ascii: "["), .value): open(isList: true)
    case (UInt8(ascii: "{"), .value): open(isList: false)
    case (UInt8(ascii: "]"), .value), (UInt8(ascii: "]"), .separator): return close(isList: true)
    case (UInt8(ascii: "}"), .key), (UInt8(ascii: "}"), .separator): return close(isList: false)
    case (UInt8(ascii: ","), .separator):
      expected = lists.last == true ? .value : .key
      index += 1
    case (UInt8(ascii: ":"), .colon):
      expected = .value
      index += 1
    case (_, .key): return key(&found)
    case (_, .value): return value(&found)
    default: return false
    }
    return true
  }

  /// Passes over blanks, and over line ends and tabs that are escaped because the JSON is itself a string.
  private mutating func skipBlanks() -> Bool {
    if SecretBytes.isBlank(text[index]) {
      index += 1
      return true
    }
    let letter = text.end(from: index, atMost: backslashes) { $0 == UInt8(ascii: "\\") }
    guard letter > index, "nrt".utf8.contains(text.byte(letter)) else { return false }
    index = letter + 1
    return true
  }

  private mutating func open(isList: Bool) {
    lists.append(isList)
    expected = isList ? .value : .key
    index += 1
  }

  private mutating func close(isList: Bool) -> Bool {
    guard lists.last == isList else { return false }
    lists.removeLast()
    expected = .separator
    isName = false
    index += 1
    return true
  }

  private mutating func key(_ found: inout FoundSecrets) -> Bool {
    if let string = string() {
      guard isOneLine(string) else { return false }
      found.markSecrets(in: string, of: text)
      isName =
        lists[0]
        && (string.count == 4 && text.has("name", at: string.lowerBound)
          || string.count == 9 && text.has("valueFrom", at: string.lowerBound))
      index = min(string.upperBound + backslashes + 1, text.count)
    } else {
      // As JavaScript prints them.
      let end = text.end(from: index, while: SecretBytes.isName)
      guard end > index else { return false }
      index = end
    }
    expected = .colon
    return true
  }

  private mutating func value(_ found: inout FoundSecrets) -> Bool {
    defer { isName = false }
    if let string = string() {
      if !isName {
        if !isMasked(string) { found.mark(string) }
      } else {
        guard isOneLine(string) else { return false }
        found.markSecrets(in: string, of: text)
      }
      index = min(string.upperBound + backslashes + 1, text.count)
    } else {
      guard let scalar = scalar() else { return false }
      if !text.has("null", at: scalar.lowerBound), !isMasked(scalar) {
        found.mark(scalar, quotedAfter: backslashes)
      }
      index = scalar.upperBound
    }
    expected = .separator
    return true
  }

  /// What is between the quotes of the string that begins here; nil if none does.
  private func string() -> Range<Int>? {
    let quote = text.end(from: index) { $0 == UInt8(ascii: "\\") }
    guard quote - index == backslashes, SecretBytes.isQuote(text.byte(quote)) else { return nil }
    let end = SecretValue.end(ofString: text, from: quote + 1, text[quote], backslashes)
    return quote + 1..<end
  }

  /// The number or word that begins here; nil unless the text, the list or the element goes on or ends after it.
  private func scalar() -> Range<Int>? {
    let end = text.end(from: index) {
      !",]}:\\\"".utf8.contains($0) && !SecretBytes.isBlank($0)
    }
    let next = text.afterBlanks(end)
    guard end > index, next == text.count || ",]}".utf8.contains(text[next]) else { return nil }
    return index..<end
  }

  /// Whether a text may be a name: JSON has no line ends in strings.
  private func isOneLine(_ range: Range<Int>) -> Bool {
    text.bytes[range].allSatisfy { $0 >= 0x20 }
  }

  /// Whether there is nothing to mask: nothing at all, the mask, or an ARN that stays.
  private func isMasked(_ range: Range<Int>) -> Bool {
    range.isEmpty || keepsARNs && text.has("arn:", at: range.lowerBound)
      || text.has(SecretRule.maskBeginning, at: range.lowerBound)
        && text.bytes[range].firstIndex(of: UInt8(ascii: "]")) == range.upperBound - 1
  }
}

extension FoundSecrets {
  /// Marks what all rules find in a part of a text by itself.
  fileprivate mutating func markSecrets(in range: Range<Int>, of text: SecretText) {
    var finder = SecretFinder()
    guard finder.find(in: UnsafeRawBufferPointer(rebasing: text.bytes[range])) else { return }
    let own = rule
    for (inner, innerRule) in zip(finder.found.ranges, finder.found.rules) {
      rule = innerRule
      mark(range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound)
    }
    rule = own
  }
}
