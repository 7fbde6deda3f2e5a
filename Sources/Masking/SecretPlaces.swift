/// Where rules look closer: two glances that keep a text without secrets from costing more than reading it.
///
/// The first is at each byte: whether a rule looks at such bytes. The second is at the three bytes of the word before
/// it: whether a name or prefix that tells of secrets ends with them.
final class SecretPlaces: Sendable {
  static let all = SecretPlaces()

  private nonisolated(unsafe) let at: UnsafeMutablePointer<UInt16>
  private nonisolated(unsafe) let after: UnsafeMutablePointer<UInt16>
  /// Whether a word may end with three bytes, by their hash.
  private nonisolated(unsafe) let ends: UnsafeMutablePointer<Bool>
  private static let endsCount = 32_768

  /// Allocated once and kept.
  private init() {
    at = .allocate(capacity: 256)
    after = .allocate(capacity: 256)
    ends = .allocate(capacity: Self.endsCount)
    at.initialize(repeating: 0, count: 256)
    after.initialize(repeating: 0, count: 256)
    ends.initialize(repeating: false, count: Self.endsCount)
    for (number, rule) in SecretRule.all.enumerated() {
      for byte in rule.at { at[Int(byte)] |= 1 << UInt16(number) }
      for byte in rule.after { after[Int(byte)] |= 1 << UInt16(number) }
    }
    for word in SecretName.allWords + ["environment"] { addEnd(of: word) }
    for prefix in SecretRule.prefixTexts { addEnd(of: prefix) }
  }

  private func addEnd(of word: String) {
    let bytes = Array(word.utf8)
    let count = bytes.count
    if count >= 3 { return add(bytes[count - 3], bytes[count - 2], bytes[count - 1]) }
    // Shorter words stand alone, after whatever.
    for byte in UInt8.min ... .max { add(byte, bytes[count - 2], bytes[count - 1]) }
  }

  private func add(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    ends[Self.hash(first, second, third)] = true
    // `ACCESS_KEY_ID` has signs between the words that it is compared with.
    for sign in "_-.".utf8 {
      ends[Self.hash(sign, second, third)] = true
      ends[Self.hash(second, sign, third)] = true
    }
  }

  /// Letters count the same in both cases.
  @inline(__always)
  private static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    let word =
      UInt32(first | 0x20) << 16 | UInt32(second | 0x20) << 8 | UInt32(third | 0x20)
    return Int(truncatingIfNeeded: (word &* 0x9e37_79b1) >> 17)
  }

  /// The next place from an index on at which rules look closer, and the bits of these rules; nil if there is none.
  func next(
    in text: UnsafeRawBufferPointer, from start: Int
  ) -> (index: Int, rules: UInt16)? {
    guard start < text.count, let base = text.baseAddress else { return nil }
    let (at, after) = (at, after)
    var place = base + start
    let end = base + text.count
    var before = start > 0 ? Int(text[start - 1]) : Int(text[0])
    while place < end {
      let byte = Int(place.load(as: UInt8.self))
      let rules = at[byte] & after[before]
      if rules != 0 {
        let index = place - base
        if mayEndWord(text, index, after: UInt8(truncatingIfNeeded: before)) {
          return (index, rules)
        }
      }
      before = byte
      place += 1
    }
    return nil
  }

  /// Whether a name or prefix may end at a sign, or at a letter that is the last of a prefix; true of all other places.
  @inline(__always)
  private func mayEndWord(
    _ text: UnsafeRawBufferPointer, _ place: Int, after before: UInt8
  ) -> Bool {
    switch text[place] {
    case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ","):
      var end = place
      if before == UInt8(ascii: "\"") || before == UInt8(ascii: "'") {
        end -= 1
        while end > 0, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
      }
      // Blanks are rare: what is before them is left to the rules.
      guard end >= 3, text[end - 1] > 0x20 else { return true }
      return ends[Self.hash(text[end - 3], text[end - 2], text[end - 1])]
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "J"),
      UInt8(ascii: "G"), UInt8(ascii: "I"):
      // An option, a line of dashes, or a key id.
      if before == UInt8(ascii: "-") || before <= 0x20 || before == UInt8(ascii: "\"")
        || before == UInt8(ascii: "'")
      {
        return true
      }
      guard place >= 2 else { return true }
      return ends[Self.hash(text[place - 2], before, text[place])]
    default: return true
    }
  }
}
