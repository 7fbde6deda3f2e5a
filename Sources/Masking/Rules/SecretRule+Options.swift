extension SecretRule {
  /// `--password value`, `"--password", "value"`, `docker login -p value`, `curl -u user:value`.
  @Sendable static func findOption(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    let end = text.end(
      from: place + 1, atMost: SecretName.lengthMax, while: SecretBytes.isName)
    guard end > place + 1, text.byte(end) != UInt8(ascii: "=") else { return }
    let name = place + 1..<end
    let isNamed = SecretName(text, name) != nil
    if !isNamed, isPasswordWithin(text, name) {
      if let value = SecretValue(text, at: place + 2) { found.mark(value.range) }
      return
    }
    let isLogin = !isNamed && isUser(text, name)
    guard isNamed || isLogin || isPassword(text, name),
      let start = argument(text, after: end),
      let value = SecretValue(text, at: start),
      // The option may be one without an argument.
      text[value.range.lowerBound] != UInt8(ascii: "-")
    else { return }
    guard isLogin else { return found.mark(value.range) }
    guard let colon = text.bytes[value.range].firstIndex(of: UInt8(ascii: ":")),
      !SecretValue.beginsHarmlessly(text, colon + 1)
    else { return }
    found.mark(colon + 1..<value.range.upperBound)
  }

  /// Where the argument of an option begins, which may be the next element of a list; nil if there is none.
  private static func argument(_ text: SecretText, after end: Int) -> Int? {
    var start = text.end(from: end) { $0 == UInt8(ascii: "\\") }
    if SecretBytes.isQuote(text.byte(start)) {
      start = text.afterBlanks(start + 1)
      guard text.byte(start) == UInt8(ascii: ",") else { return nil }
      start += 1
    } else if start > end || !SecretBytes.isBlank(text.byte(start)) {
      return nil
    }
    return text.afterBlanks(start)
  }

  /// Whether an option of one letter is that for a password, because of the command before it.
  private static func isPassword(_ text: SecretText, _ name: Range<Int>) -> Bool {
    guard name.count == 1 else { return false }
    switch text[name.lowerBound] {
    case UInt8(ascii: "p"): return follows(["login", "sshpass"], name.lowerBound, in: text)
    case UInt8(ascii: "a"): return follows(["redis-cli"], name.lowerBound, in: text)
    default: return false
    }
  }

  /// `mysql -pS3cret`.
  private static func isPasswordWithin(_ text: SecretText, _ name: Range<Int>) -> Bool {
    name.count > 1 && text[name.lowerBound] == UInt8(ascii: "p")
      && text.byte(name.lowerBound - 2) != UInt8(ascii: "-")
      && follows(["mysql", "mariadb", "sshpass"], name.lowerBound, in: text)
  }

  /// `curl -u user:password`, `curl --user user:password`.
  private static func isUser(_ text: SecretText, _ name: Range<Int>) -> Bool {
    let isUser =
      name.count == 1 && text[name.lowerBound] == UInt8(ascii: "u")
      || name.count == 4 && text.has("user", at: name.lowerBound)
    return isUser && follows(["curl"], name.lowerBound, in: text)
  }

  /// Whether one of some commands stands not far before a place.
  private static func follows(
    _ commands: [StaticString], _ place: Int, in text: SecretText
  ) -> Bool {
    (max(0, place - 160)..<place).contains { index in
      commands.contains { text.has($0, at: index) }
    }
  }
}
