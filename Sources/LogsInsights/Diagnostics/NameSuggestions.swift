/// Finds the names that were probably meant where one is not known.
///
/// Case and the separators `-`, `_` and blank make no difference.
package enum NameSuggestions {
  /// How many names a sentence lists where none is near.
  private static let listedMax = 10
  /// How many near names a sentence gives.
  private static let nearMax = 3
  /// From how many bytes on a word counts as part of a longer one.
  private static let partMin = 3

  /// The nearest of the candidates by spelling, if it is near enough to be worth saying; of several as near, the one with
  /// the longest beginning in common.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let bytes = folded(word)
    let allowed = max(1, bytes.count / 3)
    var best: (distance: Int, common: Int, candidate: String)?
    for candidate in candidates {
      let other = folded(candidate)
      guard abs(other.count - bytes.count) <= allowed,
        let distance = distance(bytes, other, atMost: best?.distance ?? allowed)
      else { continue }
      let common = zip(bytes, other).prefix { $0 == $1 }.count
      if let best, (distance, -common) >= (best.distance, -best.common) { continue }
      best = (distance, common, candidate)
    }
    return best?.candidate
  }

  /// The names that may have been meant, the likeliest first: by meaning, by spelling, then those of which the word is a
  /// part, or that are a part of it; empty if none is near.
  ///
  /// - Parameter meanings: what words in lower case with `-` between their parts stand for; only those among the names count.
  package static func near(
    to word: String, among names: some Sequence<String>, meanings: [String: String] = [:]
  ) -> [String] {
    let names = Array(names)
    let bytes = folded(word)
    guard !bytes.isEmpty else { return [] }
    var near: [String] = []
    func add(_ name: String) { if !near.contains(name) { near.append(name) } }
    if let meant = meanings[String(decoding: bytes, as: UTF8.self)], names.contains(meant) {
      add(meant)
    }
    if let nearest = nearest(to: word, among: names) { add(nearest) }
    if bytes.count >= partMin {
      for name in names where folded(name).contains(bytes) { add(name) }
    }
    for name in names where name.utf8.count > partMin && bytes.contains(folded(name)) { add(name) }
    return Array(near.prefix(nearMax))
  }

  /// `did you mean "a" or "b"?`; nil if no name is near.
  package static func question(
    for word: String, among names: some Sequence<String>, meanings: [String: String] = [:]
  ) -> String? {
    question(near(to: word, among: names, meanings: meanings))
  }

  /// `did you mean "a" or "b"?`; nil for no names.
  package static func question(_ names: [String]) -> String? {
    guard let last = names.last else { return nil }
    let others = names.dropLast().map { "\"\($0)\"" }.joined(separator: ", ")
    return "did you mean \(others.isEmpty ? "" : others + " or ")\"\(last)\"?"
  }

  /// What to do about an unknown name: the near ones, or else the first few of all; nil if there are none.
  ///
  /// - Parameter noun: what the names are, in the plural: `services`.
  package static func advice(
    for word: String, among names: some Sequence<String>, called noun: String,
    meanings: [String: String] = [:]
  ) -> String? {
    var seen: Set<String> = []
    let names = names.filter { seen.insert($0).inserted }
    if let question = question(for: word, among: names, meanings: meanings) { return question }
    guard !names.isEmpty else { return nil }
    let more = names.count > listedMax ? ", …" : ""
    return "known \(noun): \(names.prefix(listedMax).joined(separator: ", "))\(more)"
  }

  /// The nearest field: by spelling, or the one that ends in the name (`stopCode`, `@stopCode`).
  static func field(for name: String, among fields: [String]) -> String? {
    let suffix = folded("." + name.drop { $0 == "@" })
    let ending = fields.filter { folded($0).suffix(suffix.count).elementsEqual(suffix) }
    return ending.min { $0.utf8.count < $1.utf8.count } ?? nearest(to: name, among: fields)
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { byte in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ")
        ? UInt8(ascii: "-") : byte.lowercasedASCII
    }
  }

  /// Edits (insert, delete, replace, swap neighbors) between two words, if not above a bound.
  private static func distance(_ a: [UInt8], _ b: [UInt8], atMost bound: Int) -> Int? {
    guard bound >= 0 else { return nil }
    var older: [Int] = []
    var old = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(old[j + 1] + 1, row[j] + 1, old[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, older[j - 1] + 1) }
        row.append(cost)
      }
      guard row.contains(where: { $0 <= bound }) || old.contains(where: { $0 <= bound })
      else { return nil }
      (older, old) = (old, row)
    }
    return old[b.count] <= bound ? old[b.count] : nil
  }
}
