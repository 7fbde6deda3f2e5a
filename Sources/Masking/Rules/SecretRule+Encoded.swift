extension SecretRule {
  /// `<password>value</password>`.
  @Sendable static func findElement(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    guard let (name, range) = name(text, before: place), range.upperBound == place,
      name == .strong || name == .secret || name == .weak
    else { return }
    let before = text.byte(range.lowerBound - 1)
    guard before == UInt8(ascii: "<") || before == UInt8(ascii: ":") else { return }
    let end = text.end(from: place + 1) { $0 != UInt8(ascii: "<") }
    let value = place + 1..<end
    guard text.byte(end + 1) == UInt8(ascii: "/"), !value.isEmpty,
      !SecretValue.beginsHarmlessly(text, value.lowerBound)
    else { return }
    found.mark(value)
  }

  /// `X-Amz-Signature%3Dvalue`, as a URL stands in the query string of another.
  @Sendable static func findEncoded(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    guard text.has("3D", at: place) else { return }
    let percent = text.has("%25", at: place - 3) ? place - 3 : place - 1
    var start = text.start(before: percent, atMost: SecretName.lengthMax, while: SecretBytes.isName)
    if text.byte(start - 1) == UInt8(ascii: "%") { start = min(start + 2, percent) }
    guard start < percent, let name = SecretName(text, start..<percent) else { return }
    var end = place + 2
    while end < text.count, !SecretBytes.endsWord(text[end]), text[end] != UInt8(ascii: "&"),
      !text.has("%26", at: end), !text.has("%2526", at: end)
    {
      end += 1
    }
    let range = place + 2..<end
    guard !range.isEmpty, !SecretValue.beginsHarmlessly(text, range.lowerBound),
      name == .strong || range.count >= 4
    else { return }
    found.mark(range)
  }
}
