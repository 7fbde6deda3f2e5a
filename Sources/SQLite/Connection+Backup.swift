import CSQLite

extension Connection {
  /// Copies the whole database into another one, page by page, as it is in the transaction that is open.
  ///
  /// - Parameters:
  ///   - target: a connection to an empty database.
  ///   - pages: how many pages are copied between two calls of `progress`.
  ///   - progress: called with the number of pages that are copied, and of all; an error that it throws ends the copy.
  /// - Throws: `SQLiteError`, or what `progress` throws.
  package func copy(
    to target: Connection, pages: Int32, progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws {
    // SQLite would begin again each time that another process writes, unless this connection keeps its view.
    precondition(isInTransaction, "a copy has one view of the database")
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw SQLiteError(
        connection: target.handle, code: sqlite3_errcode(target.handle), sql: nil)
    }
    var code = SQLITE_OK
    do {
      while code == SQLITE_OK {
        code = sqlite3_backup_step(backup, pages)
        let total = Int(sqlite3_backup_pagecount(backup))
        try progress(total - Int(sqlite3_backup_remaining(backup)), total)
      }
    } catch {
      sqlite3_backup_finish(backup)
      throw error
    }
    let finished = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      throw SQLiteError(
        connection: target.handle, code: code == SQLITE_DONE ? finished : code, sql: nil)
    }
  }
}
