extension SecretRule {
  /// `"environment":[{"name":"A","value":"…"}]`, also where the JSON is itself a string of JSON.
  ///
  /// Each value but that of the member `name` is masked, in whatever order they come; of an object that maps names to
  /// values each value. In `secrets` ARNs stay, and names of parameters.
  @Sendable static func findEnvironment(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    guard let name = memberName(text, before: place) else { return }
    let opening = text.afterBlanks(place + 1)
    guard isBracket(text.byte(opening)) else { return }
    if SecretName.isEnvironment(text, name) {
      findMembers(text, opening, after: name, keepsARNs: false, &found)
    } else if name.count == 7, text.has("secrets", at: name.lowerBound),
      text.byte(opening) == UInt8(ascii: "{")
        || text.byte(text.afterBlanks(opening + 1)) == UInt8(ascii: "{")
    {
      findMembers(text, opening, after: name, keepsARNs: true, &found)
    }
  }

  /// Marks the values of a list or object.
  ///
  /// - Parameter name: the name before it; as many backslashes as after this stand before all quotes.
  static func findMembers(
    _ text: SecretText, _ opening: Int, after name: Range<Int>, keepsARNs: Bool,
    _ found: inout FoundSecrets
  ) {
    let quote = text.end(from: name.upperBound, atMost: 64) { $0 == UInt8(ascii: "\\") }
    var walk = EnvironmentWalk(
      text, opening + 1, isList: text.byte(opening) == UInt8(ascii: "["),
      backslashes: quote - name.upperBound, keepsARNs: keepsARNs)
    walk.run(&found)
  }

  /// The name in quotes before a `:` of JSON; nil for other text.
  static func memberName(_ text: SecretText, before place: Int) -> Range<Int>? {
    let quote = text.beforeBlanks(place) - 1
    guard SecretBytes.isQuote(text.byte(quote)) else { return nil }
    let end = text.start(before: quote, atMost: 64) { $0 == UInt8(ascii: "\\") }
    let start = text.start(before: end, atMost: SecretName.lengthMax, while: SecretBytes.isName)
    return start < end && SecretBytes.isQuote(text.byte(start - 1)) ? start..<end : nil
  }

  static func isBracket(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
  }
}
