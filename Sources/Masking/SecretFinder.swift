/// Applies all rules to a text.
struct SecretFinder {
  /// What was found in the last text.
  var found = FoundSecrets()

  /// Looks for secrets; `found` has them afterwards.
  mutating func find(in text: UnsafeRawBufferPointer) -> Bool {
    found.removeAll()
    guard text.count > 1 else { return false }
    let places = SecretPlaces.all
    var before = text[0]
    var index = 0
    while index < text.count {
      let byte = text[index]
      let rules = places.rules(at: byte, after: before)
      if rules != 0 { search(text, index, rules) }
      index = max(index + 1, found.end)
      before = text[index - 1]
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

/// Which rules look closer at a byte after another, as bits by the number of the rule.
private final class SecretPlaces: Sendable {
  static let all = SecretPlaces()

  private nonisolated(unsafe) let at: UnsafeMutablePointer<UInt16>
  private nonisolated(unsafe) let after: UnsafeMutablePointer<UInt16>

  /// Allocated once and kept.
  private init() {
    at = .allocate(capacity: 256)
    after = .allocate(capacity: 256)
    at.initialize(repeating: 0, count: 256)
    after.initialize(repeating: 0, count: 256)
    for (number, rule) in SecretRule.all.enumerated() {
      for byte in rule.at { at[Int(byte)] |= 1 << UInt16(number) }
      for byte in rule.after { after[Int(byte)] |= 1 << UInt16(number) }
    }
  }

  @inline(__always)
  func rules(at byte: UInt8, after before: UInt8) -> UInt16 { at[Int(byte)] & after[Int(before)] }
}
