import CXXHash
import Events
import Glibc
import SQLite

/// One small table while events are written: text → id, adding what is new.
///
/// Recent texts are kept in memory; others are found by the table's index on the hash of the text.
@safe
final class Interner {
  /// How much one table may keep in memory before it starts over.
  private static let cachedBytesMax = 8 << 20
  private static let cachedTextsMax = 1 << 16

  private struct Entry {
    var hash: UInt64
    var id: Int64
    var text: ByteSlice
    /// What the caller keeps with a text: the category of a reason, the role of a container.
    var tag: Int
  }

  private var entries: ContiguousArray<Entry?> = ContiguousArray(repeating: nil, count: 256)
  private var count = 0
  private var texts = ByteBuffer(capacity: 4096)
  private let select: Statement
  private let insert: Statement
  private let connection: Connection
  private let tag: Tag?

  /// What is kept with a text: a number in memory and, for `reasons`, the category that is stored.
  typealias Tag = (UnsafeRawBufferPointer) -> (number: Int, category: String?)

  init(
    _ dictionary: Dictionary, of connection: Connection, tag: Tag? = nil
  ) throws(SQLiteError) {
    let table = dictionary.table
    let text = dictionary.textColumn
    select = try connection.prepare("SELECT id FROM \(table) WHERE hash = ?1 AND \(text) = ?2")
    insert = try connection.prepare(
      dictionary == .reasons
        ? "INSERT INTO \(table) (hash, \(text), category) VALUES (?1, ?2, ?3)"
        : "INSERT INTO \(table) (hash, \(text)) VALUES (?1, ?2)")
    self.connection = connection
    self.tag = tag
  }

  /// Forgets all that is in memory: after a rollback, or when another process has written.
  func removeAll() {
    for index in entries.indices { entries[index] = nil }
    count = 0
    texts.removeAll()
  }

  /// The id of a text, and what is kept with it.
  func intern(_ text: UnsafeRawBufferPointer) throws(SQLiteError) -> (id: Int64, tag: Int) {
    try intern(text, hash: XXH3_64bits(text.baseAddress, text.count))
  }

  /// The id of a text whose hash is known.
  func intern(
    _ text: UnsafeRawBufferPointer, hash: UInt64
  ) throws(SQLiteError) -> (id: Int64, tag: Int) {
    var position = Int(truncatingIfNeeded: hash) & (entries.count - 1)
    while let entry = entries[position] {
      if entry.hash == hash, isEqual(texts[entry.text], text) { return (entry.id, entry.tag) }
      position = (position + 1) & (entries.count - 1)
    }
    let tagged = tag?(text)
    var id = try find(text, hash)
    if id == nil { id = try add(text, hash, tagged?.category) }
    let known = Entry(hash: hash, id: id ?? 0, text: .empty, tag: tagged?.number ?? 0)
    remember(known, text)
    return (known.id, known.tag)
  }

  private func find(_ text: UnsafeRawBufferPointer, _ hash: UInt64) throws(SQLiteError) -> Int64? {
    try select.bind(Int64(bitPattern: hash), at: 1)
    try select.bindBorrowedText(text, at: 2)
    let id = try select.step() ? select.integer(at: 0) : nil
    select.reset()
    return id
  }

  private func add(
    _ text: UnsafeRawBufferPointer, _ hash: UInt64, _ category: String?
  ) throws(SQLiteError) -> Int64 {
    try insert.bind(Int64(bitPattern: hash), at: 1)
    try insert.bindBorrowedText(text, at: 2)
    if let category { try insert.bind(text: category, at: 3) }
    try insert.run()
    return connection.lastInsertRowID
  }

  private func remember(_ entry: Entry, _ text: UnsafeRawBufferPointer) {
    if texts.count + text.count > Self.cachedBytesMax || count >= Self.cachedTextsMax {
      removeAll()
    }
    if count * 2 >= entries.count { grow() }
    var entry = entry
    entry.text = ByteSlice(from: texts.count, to: texts.count + text.count)
    texts.append(text)
    put(entry)
    count += 1
  }

  private func put(_ entry: Entry) {
    var position = Int(truncatingIfNeeded: entry.hash) & (entries.count - 1)
    while entries[position] != nil { position = (position + 1) & (entries.count - 1) }
    entries[position] = entry
  }

  private func grow() {
    let old = entries
    entries = ContiguousArray(repeating: nil, count: old.count * 2)
    for entry in old { if let entry { put(entry) } }
  }

  private func isEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return memcmp(a, b, left.count) == 0
  }
}
