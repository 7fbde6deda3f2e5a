/// A set of row ids, which SQLite assigns from 1 upward: one bit each.
struct IDSet {
  /// Ids up to this one have a bit; larger ones occur only in a damaged archive.
  private static let denseMax: Int64 = 1 << 32

  private var words: ContiguousArray<UInt64> = []
  private var others: Set<Int64> = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func insert(_ id: Int64) {
    guard id >= 0, id <= Self.denseMax else {
      if others.insert(id).inserted { count += 1 }
      return
    }
    let word = Int(id >> 6)
    if word >= words.count { grow(toHold: word) }
    let bit: UInt64 = 1 << UInt64(id & 63)
    if words[word] & bit == 0 {
      words[word] |= bit
      count += 1
    }
  }

  func contains(_ id: Int64) -> Bool {
    guard id >= 0, id <= Self.denseMax else { return others.contains(id) }
    let word = Int(id >> 6)
    return word < words.count && words[word] & (1 << UInt64(id & 63)) != 0
  }

  private mutating func grow(toHold word: Int) {
    let wanted = max(word + 1, words.count * 2)
    words.append(contentsOf: repeatElement(0, count: wanted - words.count))
  }
}
