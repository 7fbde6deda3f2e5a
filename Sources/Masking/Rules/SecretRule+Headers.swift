extension SecretRule {
  /// `Authorization: Bearer …`: the scheme stays, the rest of the string or line is masked.
  static func findHeader(_ text: SecretText, _ start: Int, _ found: inout FoundSecrets) {
    guard let value = SecretValue(text, at: start) else { return }
    var first = value.range.lowerBound
    if let rest = afterScheme(text, first) {
      first = rest
      if SecretValue.beginsHarmlessly(text, first) { return }
    } else if !value.isQuoted, value.isProse(in: text) {
      // Names of headers in it have the same end.
      if let colon = text.bytes[value.range].lastIndex(of: UInt8(ascii: ":")) {
        found.skip(to: colon)
      }
      return
    }
    let end = value.isQuoted ? value.range.upperBound : endOfHeader(text, first)
    found.mark(first..<max(first, end, value.range.upperBound))
  }

  /// The credentials after a scheme; nil if there is none, or prose follows.
  private static func afterScheme(_ text: SecretText, _ start: Int) -> Int? {
    let end = text.end(from: start, atMost: 32) {
      SecretBytes.isAlphanumeric($0) || $0 == UInt8(ascii: "-")
    }
    guard end > start, text.byte(end) == 0x20 else { return nil }
    let rest = text.afterBlanks(end)
    if schemes.contains(where: { text.has($0, at: start) }) { return rest }
    // One that we do not know.
    let word = text.end(from: rest) { !SecretBytes.endsWord($0) }
    let hasDigits = text.bytes[rest..<word].contains(where: SecretBytes.isDigit)
    return hasDigits && word - rest >= 8 ? rest : nil
  }

  /// The end of a header that is not in quotes: of the line, or of the string around it.
  private static func endOfHeader(_ text: SecretText, _ start: Int) -> Int {
    var index = start
    while index < text.count {
      // `Digest username="x", response="…"`.
      if text.byte(index - 1) == UInt8(ascii: "="),
        let end = SecretValue.end(ofParameter: text, at: index)
      {
        index = end
        continue
      }
      let byte = text[index]
      if SecretBytes.isQuote(byte) || byte < 0x20 || byte == UInt8(ascii: "\\") { break }
      index += 1
    }
    return index
  }

  private static let schemes: [StaticString] = [
    "Basic ", "Bearer ", "Digest ", "Negotiate ", "Token ", "ApiKey ", "AWS4-HMAC-SHA256 ", "AWS ",
    "NTLM ", "OAuth ", "Hawk ", "SharedKey ", "SharedKeyLite ", "GoogleLogin ", "Splunk ",
  ]
}
