extension SecretRule {
  /// `"environment":[{"name":"A","value":"…"}]`, also where the JSON is itself a string of JSON.
  ///
  /// Each value but that of the member `name` is masked, in whatever order they come; of an object that maps names to
  /// values each value.
  @Sendable static func findEnvironment(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    let end = text.beforeBlanks(place)
    guard SecretBytes.isQuote(text.byte(end - 1)) else { return }
    let nameEnd = text.start(before: end - 1, atMost: 64) { $0 == UInt8(ascii: "\\") }
    let name = nameEnd - "environment".utf8.count
    guard SecretBytes.isQuote(text.byte(name - 1)), text.has("environment", at: name) else {
      return
    }
    var start = text.afterBlanks(place + 1)
    let opening = text.byte(start)
    guard opening == UInt8(ascii: "[") || opening == UInt8(ascii: "{") else { return }
    start += 1
    var walk = EnvironmentWalk(
      text, start, isList: opening == UInt8(ascii: "["), backslashes: end - 1 - nameEnd)
    walk.run(&found)
  }
}
