/// Applies all rules to a text.
struct SecretFinder {
  /// What was found in the last text.
  var found = FoundSecrets()

  /// Looks for secrets; `found` has them afterwards.
  mutating func find(in text: UnsafeRawBufferPointer) -> Bool {
    found.removeAll()
    guard text.count > 1 else { return false }
    var index = 0
    while let place = SecretPlaces.all.next(in: text, from: index) {
      search(text, place.index, place.rules)
      index = max(place.index + 1, found.end)
    }
    return !found.isEmpty
  }

  /// Has the rules that a place may concern look closer, until one has found something.
  @inline(never)
  private mutating func search(_ text: UnsafeRawBufferPointer, _ place: Int, _ rules: UInt16) {
    var rest = rules
    while rest != 0, found.end <= place {
      found.rule = rest.trailingZeroBitCount
      SecretRule.all[found.rule].find(SecretText(bytes: text), place, &found)
      rest &= rest - 1
    }
  }
}
