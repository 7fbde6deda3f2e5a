extension SecretRule {
  /// `?X-Amz-Expires=60&X-Amz-Signature=…`.
  @Sendable static func findSignedQuery(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    var values: [Range<Int>] = []
    var isSigned = false
    var index = place + 1
    while index < text.count {
      let name = index..<text.end(from: index) { SecretBytes.isName($0) || $0 == UInt8(ascii: "%") }
      guard !name.isEmpty, text.byte(name.upperBound) == UInt8(ascii: "=") else { break }
      let start = name.upperBound + 1
      let end = text.end(from: start) {
        !SecretBytes.endsWord($0) && !"&#?".utf8.contains($0)
      }
      isSigned = isSigned || signedNames.contains { text.has($0, at: index) }
      // What follows a URL in a sentence is not of it.
      let last = text.start(before: end, atMost: 4) { ":,.;)]".utf8.contains($0) }
      values.append(start..<max(start, last))
      guard let next = afterAmpersand(text, end) else { break }
      index = next
    }
    guard isSigned else { return }
    for range in values where !isReadable(text, range) { found.mark(range) }
  }

  /// Whether a part of a URL has nothing to mask: it is empty, a variable, or masked already.
  private static func isReadable(_ text: SecretText, _ range: Range<Int>) -> Bool {
    range.isEmpty || SecretValue.beginsHarmlessly(text, range.lowerBound)
  }

  /// The beginnings of parameters that only signed URLs have.
  private static let signedNames: [StaticString] = [
    "X-Amz-", "X-Goog-", "X-Oss-", "AWSAccessKeyId=", "Signature=", "sig=", "Key-Pair-Id=",
    "OSSAccessKeyId=", "GoogleAccessId=",
  ]

  /// What follows a `&`, which JSON or HTML may have escaped.
  private static func afterAmpersand(_ text: SecretText, _ place: Int) -> Int? {
    if text.has("&amp;", at: place) { return place + 5 }
    if text.has("\\u0026", at: place) { return place + 6 }
    return text.byte(place) == UInt8(ascii: "&") ? place + 1 : nil
  }

  /// `scheme://user:password@host`.
  @Sendable static func findURLUser(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    guard text.byte(place + 1) == UInt8(ascii: "/") else { return }
    let start = place + 2
    var colon: Int?
    var last: Int?
    var index = start
    while index < text.count {
      let byte = text[index]
      if SecretBytes.endsWord(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") {
        break
      }
      if byte == UInt8(ascii: ":"), colon == nil { colon = index }
      if byte == UInt8(ascii: "@") { last = index }
      index += 1
    }
    last = last ?? colon.flatMap { endOfUser(text, start, $0) }
    guard let last else { return }
    let range = (colon.map { $0 < last ? $0 + 1 : start } ?? start)..<last
    if !isReadable(text, range) { found.mark(range) }
  }

  /// The `@` after a password with characters that a URL should have encoded: `postgres://user:pa/ss@db`.
  ///
  /// - Parameter colon: what is before it is the user, unless a port follows it.
  private static func endOfUser(_ text: SecretText, _ start: Int, _ colon: Int) -> Int? {
    let port = text.end(from: colon + 1, while: SecretBytes.isDigit)
    let isHTTP = text.has("http:", at: start - 7) || text.has("https:", at: start - 8)
    if port > colon + 1, "/?#".utf8.contains(text.byte(port)), isHTTP || port - colon > 4 {
      return nil
    }
    var blanks = 0
    var index = colon + 1
    while index < text.count, index - colon < 96 {
      let byte = text[index]
      if byte == UInt8(ascii: "@") {
        return index > colon + 1 && SecretBytes.isAlphanumeric(text.byte(index + 1)) ? index : nil
      }
      if byte == 0x20 { blanks += 1 }
      let isInside = index > colon + 1 && SecretBytes.isAlphanumeric(text.byte(index + 1))
      // What a password may have, though not at its beginning or end.
      if SecretBytes.endsWord(byte), !isInside || !" '`".utf8.contains(byte) || blanks > 1 {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// `user:password@tcp(host)`, `user/password@//host`, `user:password@host:port`.
  @Sendable static func findDataSource(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    let isOracle = text.has("//", at: place + 1)
    let isMySQL = text.has("tcp(", at: place + 1) || text.has("unix(", at: place + 1)
    guard isOracle || isMySQL || isHostAndPort(text, place + 1) else { return }
    let start = text.start(before: place, atMost: 128) { !SecretBytes.endsWord($0) }
    let word = text.bytes[start..<place]
    guard
      let sign = isOracle
        ? word.lastIndex(of: UInt8(ascii: "/")) : word.firstIndex(of: UInt8(ascii: ":")),
      text.byte(sign + 1) != UInt8(ascii: "/"), !text.has("arn:", at: start)
    else { return }
    if !isReadable(text, sign + 1..<place) { found.mark(sign + 1..<place) }
  }

  /// `db.example.com:5432`; a digest such as `sha256:…` is none.
  private static func isHostAndPort(_ text: SecretText, _ start: Int) -> Bool {
    let colon = text.end(from: start, atMost: 128, while: SecretBytes.isName)
    guard colon > start, text.byte(colon) == UInt8(ascii: ":"), !text.has("sha", at: start) else {
      return false
    }
    let end = text.end(from: colon + 1, atMost: 6, while: SecretBytes.isDigit)
    return (2...5).contains(end - colon - 1) && !SecretBytes.isAlphanumeric(text.byte(end))
  }

  /// `https://hooks.slack.com/services/…`.
  @Sendable static func findWebhook(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    for path: StaticString in webhooks where text.has(path, at: place + 1 - path.utf8CodeUnitCount)
    {
      let range = place + 1..<text.end(from: place + 1) { !SecretBytes.endsWord($0) }
      if !isReadable(text, range) { found.mark(range) }
    }
  }

  private static let webhooks: [StaticString] = [
    "hooks.slack.com/services/", "hooks.slack.com/workflows/", "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/", "webhook.office.com/", "api.telegram.org/",
  ]
}
