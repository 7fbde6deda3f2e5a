import CByteWindows

/// Where rules look closer: glances that keep a text without secrets from costing more than reading it.
///
/// The first is at many places at once, by `SecretWindows`. The second is at a byte: whether a rule looks at such bytes.
/// The third is at the three bytes of the word before it: whether a name or prefix that tells of secrets ends with them.
final class SecretPlaces: Sendable {
  static let all = SecretPlaces()

  private nonisolated(unsafe) let at: UnsafeMutablePointer<UInt16>
  private nonisolated(unsafe) let after: UnsafeMutablePointer<UInt16>
  /// Whether a word may end with three bytes, by their hash.
  private nonisolated(unsafe) let ends: UnsafeMutablePointer<Bool>
  private static let endsCount = 32_768
  /// The bits of the rules that look only where a name ends, or a prefix.
  private let named: UInt16
  private let prefixed: UInt16

  /// Allocated once and kept.
  private init() {
    at = .allocate(capacity: 256)
    after = .allocate(capacity: 256)
    ends = .allocate(capacity: Self.endsCount)
    at.initialize(repeating: 0, count: 256)
    after.initialize(repeating: 0, count: 256)
    ends.initialize(repeating: false, count: Self.endsCount)
    var (named, prefixed): (UInt16, UInt16) = (0, 0)
    for (number, rule) in SecretRule.all.enumerated() {
      if rule.word == .name { named |= 1 << UInt16(number) }
      if rule.word == .prefix { prefixed |= 1 << UInt16(number) }
      for byte in rule.at { at[Int(byte)] |= 1 << UInt16(number) }
      for byte in rule.after { after[Int(byte)] |= 1 << UInt16(number) }
    }
    (self.named, self.prefixed) = (named, prefixed)
    for word in SecretName.allWords { addEnd(of: word) }
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
    for sign in SecretBytes.signs {
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

  /// The places of a text at which rules look closer, one after the other.
  struct Search {
    private let text: UnsafeRawBufferPointer
    private let windows: SecretWindows?
    private var search = byte_windows_search()

    /// - Parameter windows: searches many places at once; nil to look at each byte.
    init(_ text: UnsafeRawBufferPointer, _ windows: SecretWindows?) {
      self.text = text
      self.windows = windows
    }

    /// The next place from an index on, and the bits of the rules; nil if there is none.
    @inline(__always)
    mutating func next(from start: Int) -> (index: Int, rules: UInt16)? {
      guard let windows else { return nextByte(from: start) }
      let places = SecretPlaces.all
      while let end = windows.next(in: text, &search) {
        // A quote stands for the sign after it.
        let isQuote = text[end] == UInt8(ascii: "\"") || text[end] == UInt8(ascii: "'")
        let sign = isQuote ? end + 1 : end
        guard sign >= start, sign < text.count else { continue }
        let rules = places.at[Int(text[sign])] & places.after[Int(text[max(sign - 1, 0)])]
        if let rules = places.allowed(rules, at: sign, of: text) { return (sign, rules) }
      }
      return nil
    }

    private mutating func nextByte(from start: Int) -> (index: Int, rules: UInt16)? {
      guard start < text.count, let base = text.baseAddress else { return nil }
      let places = SecretPlaces.all
      let (at, after) = (places.at, places.after)
      var place = base + start
      let end = base + text.count
      var before = Int(text[max(start - 1, 0)])
      while place < end {
        let byte = Int(place.load(as: UInt8.self))
        let rules = at[byte] & after[before]
        if let rules = places.allowed(rules, at: place - base, of: text) {
          return (place - base, rules)
        }
        before = byte
        place += 1
      }
      return nil
    }
  }

  /// Those of some rules that look closer at a place because of the word before it; nil if there are none.
  @inline(__always)
  private func allowed(
    _ rules: UInt16, at place: Int, of text: UnsafeRawBufferPointer
  ) -> UInt16? {
    guard rules != 0 else { return nil }
    var rules = rules
    if rules & named != 0, !nameMayEnd(before: place, of: text) { rules &= ~named }
    if rules & prefixed != 0, !prefixMayEnd(at: place, of: text) { rules &= ~prefixed }
    return rules == 0 ? nil : rules
  }

  /// Whether a name that tells of secrets may end before a sign.
  private func nameMayEnd(before sign: Int, of text: UnsafeRawBufferPointer) -> Bool {
    var end = sign
    if end > 0, text[end - 1] == UInt8(ascii: "\"") || text[end - 1] == UInt8(ascii: "'") {
      end -= 1
      while end > 0, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    // Blanks and signs are rare: what is before them is left to the rules.
    guard end >= 3, text[end - 1] > 0x20, !SecretBytes.isSign(text[end - 1]) else { return true }
    return ends[Self.hash(text[end - 3], text[end - 2], text[end - 1])]
  }

  /// Whether the prefix of a token may end at a place.
  private func prefixMayEnd(at place: Int, of text: UnsafeRawBufferPointer) -> Bool {
    guard place >= 2 else { return place > 0 }
    return ends[Self.hash(text[place - 2], text[place - 1], text[place])]
  }
}
