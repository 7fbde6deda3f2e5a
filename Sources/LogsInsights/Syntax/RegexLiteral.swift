/// A regular expression of a query, written `/…/` or as a quoted text.
struct RegexLiteral: Sendable {
  /// The pattern, with `\/` already turned into `/`.
  let pattern: String
  let range: SourceRange
  /// The named groups, in the order of their opening parentheses.
  let namedGroups: [NamedGroup]

  /// A group `(?<name>…)`.
  struct NamedGroup: Sendable {
    let name: String
    /// The number of the group among all that capture, from 1.
    let number: Int
    /// Where the name stands.
    let range: SourceRange
  }

  /// Reads a `/…/` token.
  init(slashed bytes: ArraySlice<UInt8>, range: SourceRange) {
    var pattern: [UInt8] = []
    var rest = bytes.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        if escaped != UInt8(ascii: "/") { pattern.append(byte) }
        pattern.append(escaped)
      } else {
        pattern.append(byte)
      }
    }
    self.pattern = String(decoding: pattern, as: UTF8.self)
    self.range = range
    namedGroups = Self.namedGroups(
      in: Array(bytes.dropFirst().dropLast()), at: range.lower + 1, of: range)
  }

  /// Takes the value of a quoted text as the pattern.
  init(quoted value: String, range: SourceRange) {
    pattern = value
    self.range = range
    namedGroups = Self.namedGroups(in: Array(value.utf8), at: nil, of: range)
  }

  /// The literal as it is printed, in slashes.
  var text: String {
    var text: [UInt8] = [UInt8(ascii: "/")]
    var rest = Array(pattern.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        text += [byte, escaped]
      } else {
        if byte == UInt8(ascii: "/") { text.append(UInt8(ascii: "\\")) }
        text.append(byte)
      }
    }
    return String(decoding: text + [UInt8(ascii: "/")], as: UTF8.self)
  }

  /// The pattern for an engine that is only asked whether it matches.
  ///
  /// Named groups lose their names, which may hold characters (`@`) that engines refuse and may
  /// stand twice.
  var matcher: String { rewritten(named: "(?:") }

  /// The pattern for an engine that is asked for groups, which go by their numbers.
  var capturer: String { rewritten(named: "(") }

  /// How many groups capture.
  var groupCount: Int {
    var scanner = RegexScanner(Array(pattern.utf8))
    var count = 0
    while let element = scanner.next() { if element.captures { count += 1 } }
    return count
  }

  private func rewritten(named opening: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(pattern.utf8)
    var scanner = RegexScanner(bytes)
    while let element = scanner.next() {
      switch element.kind {
      case .group(.named): result += Array(opening.utf8)
      case .escape(UInt8(ascii: "u")), .characterClass:
        result += UnicodeEscape.expanded(bytes[element.range])
      default: result += bytes[element.range]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The named groups of a pattern; without an offset for its text they stand where the whole does.
  private static func namedGroups(
    in bytes: [UInt8], at offset: Int?, of range: SourceRange
  ) -> [NamedGroup] {
    var groups: [NamedGroup] = []
    var scanner = RegexScanner(bytes)
    var number = 0
    while let element = scanner.next() {
      if element.captures { number += 1 }
      guard case .group(.named) = element.kind else { continue }
      // After `(?<`, `(?P<` or `(?'`, and before the delimiter at the end.
      let start =
        element.range.lowerBound
        + (bytes[element.range.lowerBound + 2] == UInt8(ascii: "P") ? 4 : 3)
      let end = element.range.upperBound - 1
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      let place = offset.map { SourceRange($0 + start, $0 + end) } ?? range
      groups.append(NamedGroup(name: name, number: number, range: place))
    }
    return groups
  }
}
