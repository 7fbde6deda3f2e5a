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
    guard let last else { return }
    let range = (colon.map { $0 < last ? $0 + 1 : start } ?? start)..<last
    if !isReadable(text, range) { found.mark(range) }
  }

  /// `user:password@tcp(host)`.
  @Sendable static func findDataSource(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    guard text.has("tcp(", at: place + 1) || text.has("unix(", at: place + 1) else { return }
    let start = text.start(before: place, atMost: 128) { !SecretBytes.endsWord($0) }
    guard let colon = text.bytes[start..<place].firstIndex(of: UInt8(ascii: ":")) else { return }
    if !isReadable(text, colon + 1..<place) { found.mark(colon + 1..<place) }
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
    "discordapp.com/api/webhooks/",
  ]
}
