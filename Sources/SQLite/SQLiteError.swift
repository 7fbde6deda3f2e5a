import CSQLite
import CUnchangedVFS

/// An error that SQLite reported, with the statement that it is about.
///
/// Values that were bound to the statement are never part of the error, so it may be printed.
package struct SQLiteError: Error, Equatable {
  /// The extended result code, such as `SQLITE_CONSTRAINT_UNIQUE` (2067).
  package let extendedCode: Int32
  /// SQLite's own message.
  package let message: String
  /// The text that was being prepared or run, where there is one.
  package let sql: String?
  /// The byte of `sql` at which the error is, if SQLite knows.
  package let offset: Int?

  package init(extendedCode: Int32, message: String, sql: String? = nil, offset: Int? = nil) {
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
    self.offset = offset
  }

  /// Reads the connection's last error; `base` is where the statement begins within `sql`.
  init(connection: OpaquePointer?, code: Int32, sql: String?, base: Int = 0) {
    // SQLite reports a misuse before it records it: the connection's message would be that of an earlier error.
    let isNoted = connection != nil && sqlite3_errcode(connection) & 0xff == code & 0xff
    let extended = isNoted ? sqlite3_extended_errcode(connection) : code
    if let fault = FileFault(connection: connection, code: extended) {
      extendedCode = fault.extendedCode
      message = fault.sentence
    } else {
      extendedCode = extended
      message = String(cString: isNoted ? sqlite3_errmsg(connection) : sqlite3_errstr(code))
    }
    self.sql = sql
    let offset = isNoted ? sqlite3_error_offset(connection) : -1
    self.offset = offset < 0 ? nil : base + Int(offset)
  }

  /// The primary result code, such as `SQLITE_CONSTRAINT` (19).
  package var code: Int32 { extendedCode & 0xff }

  /// Another connection holds the lock, and the busy timeout ran out.
  package var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
  /// The interrupt handle or the progress handler stopped the statement.
  package var isInterrupt: Bool { code == SQLITE_INTERRUPT }
  /// The authorizer denied the statement.
  package var isAuthorization: Bool { code == SQLITE_AUTH }
  /// A constraint of the schema was violated.
  package var isConstraint: Bool { code == SQLITE_CONSTRAINT }
  /// The file is not a SQLite database.
  package var isNotADatabase: Bool { code == SQLITE_NOTADB }
  /// What the file contains contradicts itself.
  package var isCorrupt: Bool { code == SQLITE_CORRUPT }
  /// A table, view or column is missing, or a statement cannot be understood.
  package var isSchemaError: Bool { code == SQLITE_ERROR }
  /// The disk is full, or the database has reached its maximum size.
  package var isFull: Bool { code == SQLITE_FULL }
  /// The system could not read or write a file.
  package var isIO: Bool { code == SQLITE_IOERR }
  /// A file opened with `readOnlyUnchanged` has changed.
  package var isOfChangedFile: Bool { extendedCode == UNCHANGED_VFS_CHANGED }
  /// A killed writer left incomplete changes, and undoing them requires a connection that may write.
  package var needsRollback: Bool { extendedCode == SQLITE_READONLY | 3 << 8 }
  /// The database or the connection cannot be written to.
  package var isReadOnly: Bool { code == SQLITE_READONLY }
}

extension SQLiteError: CustomStringConvertible {
  /// The message, the code's name, and the piece of SQL around the offset.
  package var description: String {
    var text = "\(message) (\(Self.name(of: code)) \(extendedCode))"
    guard let sql, !sql.isEmpty else { return text }
    if let offset { text += " at byte \(offset)" }
    return text + " in: " + Self.excerpt(of: sql, around: offset ?? 0)
  }

  /// How much of a long statement the description shows.
  private static let excerptBytesMax = 240

  private static func excerpt(of sql: String, around offset: Int) -> String {
    let bytes = Array(sql.utf8)
    let start = max(0, min(offset, bytes.count) - excerptBytesMax / 2)
    let end = min(bytes.count, start + excerptBytesMax)
    return (start > 0 ? "…" : "") + String(decoding: bytes[start..<end], as: UTF8.self)
      + (end < bytes.count ? "…" : "")
  }

  private static func name(of code: Int32) -> String {
    let index = Int(code)
    return names.indices.contains(index) ? "SQLITE_" + names[index] : "SQLite code"
  }

  /// The names of the primary codes, which SQLite numbers from 0.
  private static let names = [
    "OK", "ERROR", "INTERNAL", "PERM", "ABORT", "BUSY", "LOCKED", "NOMEM", "READONLY", "INTERRUPT",
    "IOERR", "CORRUPT", "NOTFOUND", "FULL", "CANTOPEN", "PROTOCOL", "EMPTY", "SCHEMA", "TOOBIG",
    "CONSTRAINT", "MISMATCH", "MISUSE", "NOLFS", "AUTH", "FORMAT", "RANGE", "NOTADB",
  ]
}
