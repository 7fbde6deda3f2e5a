/// The secrets that an archive is known to have, by which they are found in what was computed from it.
///
/// What is an element of a list or a part of a text no longer says that it is a secret; where it came from it did. A
/// secret counts where it is all of a text, or stands in it between blanks, quotes or other signs.
package struct KnownSecrets: Sendable {
  /// With more, what may have been computed from them is masked as a whole: a set of them would take too much memory.
  package static let countMax = 2_000_000

  /// Shorter values are masked only where they are all of a text: `1` and `on` stand everywhere.
  private static let partBytesMin = 4

  /// The hashes of the values, and of what is between the signs at their beginning and end.
  private var values: Set<Int> = []
  /// The lengths of values of several words, by the hashes of their first words, the longest first.
  private var lengths: [Int: [Int]] = [:]

  package init() {}

  /// Whether there are too many values to know them all.
  package var isTooMany: Bool { values.count > Self.countMax }

  package var isEmpty: Bool { values.isEmpty }

  /// Shorter ones, unless they are values of environment variables, are masked only beside what says that they are.
  private static let bytesMin = 6

  /// Adds what the rules find in a text, such as the values of each `environment` in JSON.
  package mutating func add(from text: UnsafeRawBufferPointer) {
    guard !isTooMany else { return }
    var finder = SecretFinder()
    guard finder.find(in: text) else { return }
    for (range, rule) in zip(finder.found.ranges, finder.found.rules) {
      guard range.count >= Self.bytesMin || SecretRule.all[rule].name == "environment" else {
        continue
      }
      let spelled = Array(text[range])
      add(spelled)
      if spelled.contains(UInt8(ascii: "\\")) { add(Self.decoded(spelled)) }
    }
  }

  private mutating func add(_ value: [UInt8]) {
    value.withUnsafeBytes { bytes in
      guard !bytes.isEmpty, values.insert(Self.hash(bytes)).inserted else { return }
      let core = Self.core(of: bytes)
      guard core.count >= Self.partBytesMin else { return }
      if core.count < bytes.count { values.insert(Self.hash(core)) }
      let word = Self.word(of: core)
      guard word.count < core.count else { return }
      let first = Self.hash(word)
      var known = lengths[first] ?? []
      guard !known.contains(core.count) else { return }
      known.insert(core.count, at: known.firstIndex { $0 < core.count } ?? known.count)
      lengths[first] = known
    }
  }

  /// Drops the values that a text has as words or as parts between blanks, quotes, colons and slashes, or is.
  ///
  /// - Parameter text: what is shown anyway, such as the name of a region: to mask it elsewhere hides nothing.
  /// - Parameter lettersOnly: whether words with other characters stay.
  package mutating func remove(wordsOf text: UnsafeRawBufferPointer, lettersOnly: Bool) {
    if !lettersOnly { values.remove(Self.hash(text)) }
    for ends in lettersOnly ? [Self.endsWord] : [Self.endsWord, Self.endsPart] {
      var start = 0
      while start < text.count {
        let end = text[start...].firstIndex(where: ends) ?? text.count
        let word = UnsafeRawBufferPointer(rebasing: text[start..<end])
        if !lettersOnly || word.allSatisfy(SecretBytes.isLetter) { values.remove(Self.hash(word)) }
        start = end + 1
      }
    }
  }

  /// The characters of a string of JSON.
  private static func decoded(_ spelled: [UInt8]) -> [UInt8] {
    let text = String(decoding: spelled, as: UTF8.self)
    var result = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "\\", let escape = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch escape {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "b": result.append("\u{8}")
      case "f": result.append("\u{c}")
      case "u":
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        result.unicodeScalars.append(
          UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{fffd}")
      default: result.append(escape)
      }
    }
    return Array(result.utf8)
  }

  /// Whether a text is such a secret.
  func contains(_ text: UnsafeRawBufferPointer) -> Bool {
    !values.isEmpty && values.contains(Self.hash(text))
  }

  /// Marks the values that stand in a text as words.
  func find(in text: UnsafeRawBufferPointer, _ found: inout FoundSecrets) {
    guard !values.isEmpty else { return }
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(where: Self.endsWord) ?? text.count
      if end > start, let length = length(ofValueAt: start, wordEnd: end, in: text) {
        found.mark(start..<start + length)
      }
      start = max(end, found.end) + 1
    }
  }

  /// How long the longest value is that begins at a place and ends with a word; nil if there is none.
  private func length(
    ofValueAt start: Int, wordEnd: Int, in text: UnsafeRawBufferPointer
  ) -> Int? {
    let word = Self.hash(UnsafeRawBufferPointer(rebasing: text[start..<wordEnd]))
    for length in lengths[word] ?? [] where start + length <= text.count {
      let end = start + length
      guard end == text.count || Self.endsWord(text[end]) else { continue }
      if values.contains(Self.hash(UnsafeRawBufferPointer(rebasing: text[start..<end]))) {
        return length
      }
    }
    let count = wordEnd - start
    return count >= Self.partBytesMin && values.contains(word) ? count : nil
  }

  /// A hash tells values apart well enough, and takes less memory than they.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }

  /// What is between the signs and blanks at the beginning and end of a value.
  private static func core(of value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = value.firstIndex { !endsWord($0) } ?? value.count
    let end = value.lastIndex { !endsWord($0) }.map { $0 + 1 } ?? start
    return UnsafeRawBufferPointer(rebasing: value[start..<end])
  }

  private static func word(of core: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: core.prefix { !endsWord($0) })
  }

  /// Whether a byte stands between words: a blank or any sign.
  private static func endsWord(_ byte: UInt8) -> Bool {
    byte < 0x80 && !SecretBytes.isAlphanumeric(byte)
  }

  /// Whether a byte stands between the parts of ARNs, paths and sentences.
  private static func endsPart(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'`,;=&<>(){}[]|\\:/".utf8.contains(byte)
  }
}
