/// A regular expression of a query, written `/…/` or as a quoted text.
package struct RegexLiteral: Sendable {
  /// The pattern, with `\/` already turned into `/`.
  package let pattern: String
  package let range: SourceRange

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
  }

  /// Takes the value of a quoted text as the pattern.
  init(quoted value: String, range: SourceRange) {
    pattern = value
    self.range = range
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
  var matcher: String {
    var matcher: [UInt8] = []
    let bytes = Array(pattern.utf8)
    var scanner = RegexScanner(bytes)
    while let element = scanner.next() {
      if case .group(.named) = element.kind {
        matcher += Array("(?:".utf8)
      } else {
        matcher += bytes[element.range]
      }
    }
    return String(decoding: matcher, as: UTF8.self)
  }
}
