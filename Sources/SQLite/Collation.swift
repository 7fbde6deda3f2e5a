import CSQLite

/// Compares two strings given as UTF-8: negative, zero or positive, as `memcmp` does.
package typealias CollationOrder = (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Int32

extension Connection {
  /// Adds a collation to SQL, or replaces one of the same name.
  ///
  /// It must be a total order: an index built with another one is corrupt.
  package func createCollation(
    name: String, compare: @escaping CollationOrder
  ) throws(SQLiteError) {
    let collation = Unmanaged.passRetained(Collation(compare)).toOpaque()
    let code = sqlite3_create_collation_v2(
      handle, name, SQLITE_UTF8, collation,
      { object, leftCount, left, rightCount, right in
        guard let object else { return 0 }
        return Unmanaged<Collation>.fromOpaque(object).takeUnretainedValue().compare(
          UnsafeRawBufferPointer(start: left, count: Int(leftCount)),
          UnsafeRawBufferPointer(start: right, count: Int(rightCount)))
      }, { Unmanaged<AnyObject>.release($0) })
    guard code == SQLITE_OK else {
      // Unlike a function, a refused collation is not released by SQLite.
      Unmanaged<AnyObject>.release(collation)
      throw SQLiteError(connection: handle, code: code, sql: nil)
    }
  }
}

private final class Collation {
  let compare: CollationOrder

  init(_ compare: @escaping CollationOrder) {
    self.compare = compare
  }
}
