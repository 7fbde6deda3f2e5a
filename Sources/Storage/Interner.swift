import CXXHash
import Events
import SQLite

/// A text table while events are written: maps strings to ids and adds new strings.
///
/// Recent strings are cached in memory; others are found through the table's index on the hash of the string.
@safe
final class Interner {
  /// Allocated separately, because it is used forty times per event: a stored property of a class would be checked for
  /// overlapping accesses each time, which costs more than the lookup.
  private let cache: UnsafeMutablePointer<TextCache>
  private let select: Statement
  private let insert: Statement
  private let connection: Connection
  private let tag: Tag?

  /// What is kept with a string: a number in memory and, for `reasons`, the stored category.
  typealias Tag = (UnsafeRawBufferPointer) -> (number: Int, category: String?)

  init(
    _ textTable: TextTable, of connection: Connection, tag: Tag? = nil
  ) throws(SQLiteError) {
    let table = textTable.name
    let text = textTable.textColumn
    select = try connection.prepare("SELECT id FROM \(table) WHERE hash = ?1 AND \(text) = ?2")
    insert = try connection.prepare(
      textTable == .reasons
        ? "INSERT INTO \(table) (hash, \(text), category) VALUES (?1, ?2, ?3)"
        : "INSERT INTO \(table) (hash, \(text)) VALUES (?1, ?2)")
    self.connection = connection
    self.tag = tag
    cache = .allocate(capacity: 1)
    cache.initialize(to: TextCache())
  }

  deinit {
    cache.deinitialize(count: 1)
    cache.deallocate()
  }

  /// Empties the cache: after a rollback, or when another process has written.
  func removeAll() { cache.pointee.removeAll() }

  /// The id of a string, which is added to the table if it is new.
  func intern(_ text: UnsafeRawBufferPointer) throws(SQLiteError) -> InternedText {
    try intern(text, hash: XXH3_64bits(text.baseAddress, text.count))
  }

  /// The same for a string whose hash is known.
  func intern(
    _ text: UnsafeRawBufferPointer, hash: UInt64
  ) throws(SQLiteError) -> InternedText {
    if let cached = cache.pointee.find(text, hash) { return cached }
    if let known = try known(text, hash: hash) { return known }
    let tagged = tag?(text)
    return cached(text, hash, try add(text, hash, tagged?.category), tagged?.number)
  }

  /// The same for a string that is not added; nil if the table does not have it.
  func known(
    _ text: UnsafeRawBufferPointer, hash: UInt64
  ) throws(SQLiteError) -> InternedText? {
    if let cached = cache.pointee.find(text, hash) { return cached }
    guard let id = try find(text, hash) else { return nil }
    return cached(text, hash, id, tag?(text).number)
  }

  private func cached(
    _ text: UnsafeRawBufferPointer, _ hash: UInt64, _ id: Int64, _ tag: Int?
  ) -> InternedText {
    let interned = InternedText(id: id, tag: tag ?? 0)
    cache.pointee.add(text, hash, interned)
    return interned
  }

  private func find(_ text: UnsafeRawBufferPointer, _ hash: UInt64) throws(SQLiteError) -> Int64? {
    try select.bind(Int64(bitPattern: hash), at: 1)
    try select.bindBorrowedText(text, at: 2)
    defer { select.reset() }
    return try select.step() ? select.integer(at: 0) : nil
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
}
