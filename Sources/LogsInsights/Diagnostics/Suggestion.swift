/// Finds the name that was probably meant.
package enum Suggestion {
  /// The nearest of the candidates, if it is near enough to be worth saying.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let bytes = folded(word)
    let allowed = max(1, bytes.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = folded(candidate)
      guard abs(other.count - bytes.count) <= allowed else { continue }
      let distance = distance(bytes, other, atMost: best.map { $0.distance - 1 } ?? allowed)
      if let distance { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// The nearest field: by spelling, or the one that ends in the name (`stopCode`, `@stopCode`).
  static func field(for name: String, among fields: [String]) -> String? {
    let suffix = folded("." + name.drop { $0 == "@" })
    let ending = fields.filter { folded($0).suffix(suffix.count).elementsEqual(suffix) }
    return ending.min { $0.utf8.count < $1.utf8.count } ?? nearest(to: name, among: fields)
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map(\.lowercasedASCII)
  }

  /// Edits (insert, delete, replace, swap neighbours) between two words, if not above a bound.
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
