import Glibc
import JSON

/// A cache of the strings of a text table: a hash table with open addressing.
@safe
struct TextCache: ~Copyable {
  /// The cache is emptied when it holds this much.
  private static let bytesMax = 8 << 20
  private static let countMax = 1 << 16

  private struct Entry {
    var hash: UInt64
    var text: ByteSlice
    /// The id is 0 in a free entry: rows count from 1.
    var interned: InternedText

    static let free = Entry(hash: 0, text: .empty, interned: InternedText(id: 0, tag: 0))
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var capacity = 256
  private var count = 0
  private let texts = ByteBuffer(capacity: 4096)

  init() {
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: .free, count: capacity)
  }

  deinit { entries.deallocate() }

  mutating func removeAll() {
    entries.update(repeating: .free, count: capacity)
    count = 0
    texts.removeAll()
  }

  /// The cached entry of a string; nil if there is none.
  func find(_ text: UnsafeRawBufferPointer, _ hash: UInt64) -> InternedText? {
    var position = Int(truncatingIfNeeded: hash) & (capacity - 1)
    while entries[position].interned.id != 0 {
      let entry = entries[position]
      if entry.hash == hash, isEqual(texts[entry.text], text) { return entry.interned }
      position = (position + 1) & (capacity - 1)
    }
    return nil
  }

  /// Adds a string that is not in the cache.
  mutating func add(_ text: UnsafeRawBufferPointer, _ hash: UInt64, _ interned: InternedText) {
    if texts.count + text.count > Self.bytesMax || count >= Self.countMax { removeAll() }
    if count * 2 >= capacity { grow() }
    let start = texts.count
    texts.append(text)
    put(Entry(hash: hash, text: ByteSlice(from: start, to: texts.count), interned: interned))
    count += 1
  }

  private func put(_ entry: Entry) {
    var position = Int(truncatingIfNeeded: entry.hash) & (capacity - 1)
    while entries[position].interned.id != 0 { position = (position + 1) & (capacity - 1) }
    entries[position] = entry
  }

  private mutating func grow() {
    let old = UnsafeMutableBufferPointer(start: entries, count: capacity)
    capacity *= 2
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: .free, count: capacity)
    for entry in old where entry.interned.id != 0 { put(entry) }
    old.deallocate()
  }

  private func isEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return memcmp(a, b, left.count) == 0
  }
}
