/// What one kind of secret looks like in text, and which part of it is masked.
package struct SecretRule: Sendable {
  /// What stands in place of a secret.
  package static let mask: StaticString = "[masked]"
  /// How every mask begins, those with a number too.
  static let maskBeginning: StaticString = "[masked"

  package let name: String
  /// What is masked, for people: a sentence without a full stop.
  package let matches: String
  /// Why the rule is needed, and what it leaves readable: a sentence without a full stop.
  package let why: String
  /// A text with such a secret, and what is shown of it.
  package let example: (text: String, shown: String)

  /// Where the rule looks closer: a byte of `at` after a byte of `after`.
  ///
  /// A text without any such place costs a glance at each byte, so both sets are as rare as can be.
  let after: [UInt8]
  let at: [UInt8]
  /// What stands before such a byte.
  let word: Word
  /// Marks what is secret near the byte at a place.
  let find: @Sendable (_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) -> Void

  /// A word that ends where a rule looks closer.
  enum Word {
    /// Any or none.
    case any
    /// A name that tells of secrets, before a sign; blanks and quotes may stand between them.
    case name
    /// The prefix of a token, with the byte itself.
    case prefix
  }

  init(
    _ name: String, matches: String, why: String, example: (text: String, shown: String),
    at: String, after: String? = nil, word: Word = .any,
    find: @escaping @Sendable (SecretText, Int, inout FoundSecrets) -> Void
  ) {
    self.name = name
    self.matches = matches
    self.why = why
    self.example = example
    self.at = Array(at.utf8)
    self.after = after.map { Array($0.utf8) } ?? Array(0...255)
    self.word = word
    self.find = find
  }
}

/// The secrets found in a text so far, from left to right.
struct FoundSecrets {
  private(set) var ranges: [Range<Int>] = []
  /// The numbers of the rules that found them.
  private(set) var rules: [Int] = []
  /// The number of the rule at work.
  var rule = 0
  /// Where the search goes on.
  private(set) var end = 0

  var isEmpty: Bool { ranges.isEmpty }

  /// Which ranges are numbers or words of JSON, by their starts: the mask gets quotes after so many backslashes.
  private(set) var backslashes: [Int: Int] = [:]

  /// Marks a number or word of JSON as secret.
  mutating func mark(_ range: Range<Int>, quotedAfter backslashes: Int) {
    mark(range)
    self.backslashes[range.lowerBound] = backslashes
  }

  /// Marks bytes as secret; what is marked already is left out.
  mutating func mark(_ range: Range<Int>) {
    let range = max(range.lowerBound, end)..<max(range.upperBound, end)
    guard !range.isEmpty else { return }
    ranges.append(range)
    rules.append(rule)
    end = range.upperBound
  }

  /// Has the search go on at a place further on.
  mutating func skip(to place: Int) { end = max(end, place) }

  /// Gives ranges that were found in a text of other length their places in the text itself.
  mutating func move(_ place: (Int) -> Int) {
    ranges = ranges.map { place($0.lowerBound)..<place($0.upperBound) }
    backslashes = Dictionary(
      backslashes.map { (place($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    end = place(end)
  }

  /// Adds what was found in another way; what both found counts once.
  mutating func merge(_ other: FoundSecrets) {
    guard !other.isEmpty else { return }
    let (own, quoted) = (zip(ranges, rules), backslashes.merging(other.backslashes) { $1 })
    let all = (Array(own) + Array(zip(other.ranges, other.rules)))
      .sorted { $0.0.lowerBound < $1.0.lowerBound }
    removeAll()
    for (range, number) in all {
      rule = number
      mark(range)
    }
    backslashes = quoted
  }

  mutating func removeAll() {
    guard end > 0 else { return }
    ranges.removeAll(keepingCapacity: true)
    rules.removeAll(keepingCapacity: true)
    if !backslashes.isEmpty { backslashes.removeAll() }
    end = 0
  }
}
