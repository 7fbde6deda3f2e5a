/// Numbers groups of rows by their keys: runs of whole numbers, all of one length.
struct GroupTable {
  private let keyCount: Int
  /// The keys of all groups, one after another.
  private var keys: [Int64] = []
  /// Where groups are found by the hash of their key: the group's number and one more, 0 where there is none.
  private var slots: [Int32]
  private(set) var count = 0

  /// Bytes of memory.
  var heldBytes: Int {
    keys.capacity * MemoryLayout<Int64>.size + slots.capacity * MemoryLayout<Int32>.size
  }

  init(keyCount: Int) {
    self.keyCount = keyCount
    slots = Array(repeating: 0, count: 1 << 8)
  }

  /// The number of the group with a key, which becomes the next one if there is none yet.
  mutating func group(of key: [Int64]) -> Int {
    let free: Int
    switch search(key) {
    case .found(let group): return group
    case .free(let slot): free = slot
    }
    keys += key
    count += 1
    slots[free] = Int32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The key of a group.
  func key(of group: Int) -> ArraySlice<Int64> {
    keys[group * keyCount..<(group + 1) * keyCount]
  }

  private enum Place {
    case found(Int)
    case free(Int)
  }

  private func search(_ key: [Int64]) -> Place {
    var slot = firstSlot(of: key[...])
    while slots[slot] != 0 {
      let group = Int(slots[slot]) - 1
      if hasKey(group, key) { return .found(group) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .free(slot)
  }

  private func hasKey(_ group: Int, _ key: [Int64]) -> Bool {
    let start = group * keyCount
    for index in 0..<keyCount where keys[start + index] != key[index] { return false }
    return true
  }

  private func firstSlot(of key: ArraySlice<Int64>) -> Int {
    var hash: UInt64 = 0
    for number in key {
      hash = (hash ^ UInt64(bitPattern: number)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for group in 0..<count {
      var slot = firstSlot(of: key(of: group))
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(group + 1)
    }
  }
}
