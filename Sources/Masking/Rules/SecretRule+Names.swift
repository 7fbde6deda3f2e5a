extension SecretRule {
  /// `NAME=value`.
  @Sendable static func findAssignment(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    guard let name = name(text, before: place) else { return }
    var start = place + 1
    // Only a blank before the sign allows one after it: `NAME= next` has no value.
    if SecretBytes.isBlank(text.byte(place - 1)) { start = text.afterBlanks(start) }
    guard let value = SecretValue(text, at: start) else { return }
    // `tokens=4096`, and `auth=137`, which is a container and its exit code.
    if name == .weak || name == .secret,
      value.range.count < 4 || text.bytes[value.range].allSatisfy(SecretBytes.isDigit)
    {
      return
    }
    found.mark(value.range)
  }

  /// `"name": "value"`, `name: value`.
  @Sendable static func findLabel(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    guard let name = name(text, before: place) else { return }
    let start = text.afterBlanks(place + 1)
    if case .header = name { return findHeader(text, start, &found) }
    // `arn:aws:secretsmanager:…:secret:prod/db`.
    guard start > place + 1 || SecretValue.isQuoted(text, at: start),
      let value = SecretValue(text, at: start)
    else { return }
    let isMember = SecretBytes.isQuote(text.byte(text.beforeBlanks(place) - 1))
    if !isMember || !value.isQuoted {
      switch name {
      case .strong, .header: if value.isProse(in: text) { return }
      case .weak: if !value.isTokenLike(in: text) || text.has("http", at: start) { return }
      case .secret: if !value.isTokenLike(in: text) || isNameOfSecret(text, value.range) { return }
      }
    }
    found.mark(value.range)
  }

  /// `--password value`, `"--password", "value"`.
  @Sendable static func findOption(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    let end = text.end(
      from: place + 1, atMost: SecretName.lengthMax, while: SecretBytes.isName)
    guard end > place + 1, text.byte(end) != UInt8(ascii: "="),
      SecretName(text, place + 1..<end) != nil
    else { return }
    var start = text.end(from: end) { $0 == UInt8(ascii: "\\") }
    if SecretBytes.isQuote(text.byte(start)) {
      start = text.afterBlanks(start + 1)
      guard text.byte(start) == UInt8(ascii: ",") else { return }
      start += 1
    } else if start > end || !SecretBytes.isBlank(text.byte(start)) {
      return
    }
    start = text.afterBlanks(start)
    guard let value = SecretValue(text, at: start),
      // The option may be one without an argument.
      text[value.range.lowerBound] != UInt8(ascii: "-")
    else { return }
    found.mark(value.range)
  }

  /// `"name":"DB_PASSWORD","value":"…"`.
  @Sendable static func findNamedValue(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    let quote = place - 1
    guard let _ = name(text, before: place) else { return }
    var start = text.afterBlanks(place + 1)
    start = text.end(from: start) { $0 == UInt8(ascii: "\\") }
    guard text.byte(start) == text[quote], text.has("value", at: start + 1) else { return }
    start = text.end(from: start + 6) { $0 == UInt8(ascii: "\\") || $0 == text[quote] }
    start = text.afterBlanks(start)
    guard text.byte(start) == UInt8(ascii: ":") else { return }
    if let value = SecretValue(text, at: text.afterBlanks(start + 1)) { found.mark(value.range) }
  }

  /// What the name before a sign says; blanks and a quote may stand between them.
  private static func name(_ text: SecretText, before place: Int) -> SecretName? {
    var end = text.beforeBlanks(place)
    if SecretBytes.isQuote(text.byte(end - 1)) {
      end = text.start(before: end - 1, atMost: 8) { $0 == UInt8(ascii: "\\") }
    }
    let start = text.start(before: end, atMost: SecretName.lengthMax, while: SecretBytes.isName)
    return start < end ? SecretName(text, start..<end) : nil
  }

  /// `prod/db-AbCdEf`, as Secrets Manager and Systems Manager name what they keep.
  private static func isNameOfSecret(_ text: SecretText, _ range: Range<Int>) -> Bool {
    if text.bytes[range].contains(UInt8(ascii: "/")) { return true }
    let suffix = range.upperBound - 6
    return suffix > range.lowerBound && text[suffix - 1] == UInt8(ascii: "-")
      && text.bytes[suffix..<range.upperBound].allSatisfy(SecretBytes.isAlphanumeric)
  }

  /// `Authorization: Bearer …`: the scheme stays, the rest of the string or line is masked.
  private static func findHeader(_ text: SecretText, _ start: Int, _ found: inout FoundSecrets) {
    guard let value = SecretValue(text, at: start) else { return }
    var first = value.range.lowerBound
    if schemes.contains(where: { text.has($0, at: first) }) {
      first = text.afterBlanks(text.end(from: first) { $0 != 0x20 })
      if SecretValue.beginsHarmlessly(text, first) { return }
    } else if !value.isQuoted, value.isProse(in: text) {
      // Names of headers in it have the same end.
      if let colon = text.bytes[value.range].lastIndex(of: UInt8(ascii: ":")) {
        found.skip(to: colon)
      }
      return
    }
    let end =
      value.isQuoted
      ? value.range.upperBound
      : text.end(from: first) {
        !SecretBytes.isQuote($0) && $0 >= 0x20 && $0 != UInt8(ascii: "\\")
      }
    found.mark(first..<max(first, end, value.range.upperBound))
  }

  private static let schemes: [StaticString] = [
    "Basic ", "Bearer ", "Digest ", "Negotiate ", "Token ", "ApiKey ", "AWS4-HMAC-SHA256 ",
  ]
}
