extension SecretRule {
  /// `NAME=value`, `:name => "value"`.
  @Sendable static func findAssignment(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    guard let (name, _) = name(text, before: place) else { return }
    guard let value = SecretValue(text, at: startOfAssigned(text, place, name)) else { return }
    // `tokens=4096`, and `auth=137`, which is a container and its exit code.
    if name == .weak || name == .secret,
      value.range.count < 4 || text.bytes[value.range].allSatisfy(SecretBytes.isDigit)
    {
      return
    }
    found.mark(value.range)
  }

  private static func startOfAssigned(_ text: SecretText, _ place: Int, _ name: SecretName) -> Int {
    if text.byte(place + 1) == UInt8(ascii: ">") { return text.afterBlanks(place + 2) }
    // Only a blank before the sign allows one after it: `NAME= next` has no value.
    if SecretBytes.isBlank(text.byte(place - 1)) { return text.afterBlanks(place + 1) }
    // A value may be alone on the next line.
    if name == .strong, let line = text.afterLineBreak(place + 1) {
      let end = text.end(from: line) {
        !SecretBytes.endsWord($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":")
      }
      let isAlone =
        end == text.count || text.afterLineBreak(end) != nil || SecretBytes.isQuote(text[end])
      if end - line >= 4, isAlone { return line }
    }
    return place + 1
  }

  /// `"name": "value"`, `name: value`, `{Name:value}`.
  @Sendable static func findLabel(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    guard let (name, range) = name(text, before: place) else { return }
    let start = text.afterBlanks(place + 1)
    if name == .strong || name == .weak, isBracket(text.byte(start)),
      let member = memberName(text, before: place)
    {
      return findMembers(text, start, after: member, keepsARNs: true, &found)
    }
    if name == .strong, let block = text.indentedBlock(at: start) { return found.mark(block) }
    if name == .header { return findHeader(text, start, &found) }
    // `arn:aws:secretsmanager:…:secret:prod/db` has no blank, and is no label.
    let isField = start == place + 1 && isField(text, name, range)
    let quote = text.end(from: start, atMost: 64) { $0 == UInt8(ascii: "\\") }
    guard isField || start > place + 1 || SecretBytes.isQuote(text.byte(quote)),
      let value = SecretValue(text, at: start)
    else { return }
    let isMember = SecretBytes.isQuote(text.byte(text.beforeBlanks(place) - 1))
    if !isMember || !value.isQuoted {
      switch name {
      case .strong, .header: if !value.isQuoted, value.isProse(in: text), !isField { return }
      case .weak: if !value.isTokenLike(in: text) || text.has("http", at: start) { return }
      case .secret: if !value.isTokenLike(in: text) || isNameOfSecret(text, value.range) { return }
      }
    }
    found.mark(value.range)
  }

  /// Whether a name and the value after its colon, without a blank, are a field, as in Go's `{User:x Password:y}`.
  ///
  /// ARNs, images and paths have colons, too, and words of prose may have one.
  private static func isField(_ text: SecretText, _ name: SecretName, _ range: Range<Int>) -> Bool {
    let start = range.upperBound + 1
    guard name == .strong, text.byte(start - 1) == UInt8(ascii: ":"),
      !":/@".utf8.contains(text.byte(range.lowerBound - 1)), !":/".utf8.contains(text.byte(start))
    else { return false }
    func ends(after isOf: (UInt8) -> Bool) -> Bool {
      let end = text.end(from: start, atMost: 256, while: isOf)
      return end == start + 256 || end == text.count || SecretBytes.endsWord(text[end])
    }
    if ends(after: { SecretBytes.isDigit($0) || $0 == UInt8(ascii: ".") }) { return false }
    let isProse = ends { !SecretBytes.isDigit($0) && !SecretBytes.endsWord($0) }
    return !isProse || text.isInBrackets(range.lowerBound)
  }

  /// `"name":"DB_PASSWORD","value":"…"`, and the same in the other order.
  @Sendable static func findNamedValue(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    let quote = place - 1
    guard let (_, range) = name(text, before: place) else { return }
    if text[place] == UInt8(ascii: ","), let value = valueAfter(text, place, text[quote]) {
      found.mark(value)
    } else if let value = valueBefore(text, range.lowerBound, text[quote]) {
      found.mark(value)
    }
  }

  /// The value of the member `value` after a comma.
  private static func valueAfter(
    _ text: SecretText, _ place: Int, _ quote: UInt8
  ) -> Range<Int>? {
    var start = text.afterBlanks(place + 1)
    start = text.end(from: start) { $0 == UInt8(ascii: "\\") }
    guard text.byte(start) == quote, text.has("value", at: start + 1) else { return nil }
    start = text.end(from: start + 6) { $0 == UInt8(ascii: "\\") || $0 == quote }
    start = text.afterBlanks(start)
    guard text.byte(start) == UInt8(ascii: ":") else { return nil }
    return SecretValue(text, at: text.afterBlanks(start + 1))?.range
  }

  /// The value of the member `value` before a member `name` or `key` whose value begins at a place.
  private static func valueBefore(
    _ text: SecretText, _ name: Int, _ quote: UInt8
  ) -> Range<Int>? {
    func beforeQuote(_ end: Int) -> Int? {
      guard text.byte(end - 1) == quote else { return nil }
      return text.start(before: end - 1, atMost: 64) { $0 == UInt8(ascii: "\\") }
    }
    func before(_ sign: Unicode.Scalar, _ end: Int) -> Int? {
      let end = text.beforeBlanks(end)
      return text.byte(end - 1) == UInt8(ascii: sign) ? text.beforeBlanks(end - 1) : nil
    }
    guard let colon = beforeQuote(name), let key = before(":", colon),
      let keyEnd = beforeQuote(key),
      let keyStart = ["name", "key"].firstStart(in: text, before: keyEnd),
      let comma = beforeQuote(keyStart), let value = before(",", comma),
      let end = beforeQuote(value)
    else { return nil }
    let start = text.start(before: end, atMost: 1024) { $0 != quote }
    guard let valueColon = beforeQuote(start), let label = before(":", valueColon),
      let labelEnd = beforeQuote(label), text.has("value", at: labelEnd - 5),
      !SecretValue.beginsHarmlessly(text, start)
    else { return nil }
    return start..<end
  }

  /// What the name before a sign says, and where it stands; blanks and a quote may stand between them.
  static func name(
    _ text: SecretText, before place: Int
  ) -> (says: SecretName, range: Range<Int>)? {
    var end = text.beforeBlanks(place)
    if SecretBytes.isQuote(text.byte(end - 1)) {
      end = text.start(before: end - 1, atMost: 8) { $0 == UInt8(ascii: "\\") }
    }
    let start = text.start(before: end, atMost: SecretName.lengthMax, while: SecretBytes.isName)
    guard start < end, let name = SecretName(text, start..<end) else { return nil }
    return (name, start..<end)
  }

  /// `prod/db-AbCdEf`, as Secrets Manager and Systems Manager name what they keep.
  private static func isNameOfSecret(_ text: SecretText, _ range: Range<Int>) -> Bool {
    if text.bytes[range].contains(UInt8(ascii: "/")) { return true }
    let suffix = range.upperBound - 6
    return suffix > range.lowerBound && text[suffix - 1] == UInt8(ascii: "-")
      && text.bytes[suffix..<range.upperBound].allSatisfy(SecretBytes.isAlphanumeric)
  }
}

extension [StaticString] {
  /// Where the first of the words that ends at a place begins.
  fileprivate func firstStart(in text: SecretText, before end: Int) -> Int? {
    lazy.map { (word: $0, start: end - $0.utf8CodeUnitCount) }
      .first { text.has($0.word, at: $0.start) }?.start
  }
}
