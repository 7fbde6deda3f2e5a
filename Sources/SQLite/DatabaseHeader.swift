import CSQLite

/// The beginning of a database file, read without a lock and without SQLite noticing.
///
/// A statement could not do that: on a file in WAL mode it would create the files next to it, and after a crash it
/// would roll back a journal, even if the database then turns out to be someone else's.
struct DatabaseHeader {
  let applicationID: Int32
  let userVersion: Int32
  /// Whether the file is in WAL mode.
  let isWAL: Bool
  /// Whether the schema has any entry in the file itself.
  let hasSchema: Bool

  enum Reading {
    /// There are no bytes, or there is no file, as with a database in memory.
    case empty
    case notADatabase
    case header(DatabaseHeader)
  }

  /// The file header, and of the first page the kind (100) and the number of cells (103).
  private static let length = 108
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Reads through the connection's own file, because closing another descriptor of the same file
  /// would drop the locks that this process holds on it.
  static func read(_ connection: Connection) throws(SQLiteError) -> Reading {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = sqlite3_file_control(
      connection.handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    guard code == SQLITE_OK else {
      throw SQLiteError(connection: connection.handle, code: code, sql: nil)
    }
    guard let file, let methods = file.pointee.pMethods else { return .empty }
    var size: sqlite3_int64 = 0
    try check(methods.pointee.xFileSize?(file, &size) ?? SQLITE_OK, connection)
    if size == 0 { return .empty }
    var bytes = [UInt8](repeating: 0, count: length)
    if size >= length {
      try check(methods.pointee.xRead?(file, &bytes, Int32(length), 0) ?? SQLITE_OK, connection)
    }
    return bytes.starts(with: magic) ? .header(DatabaseHeader(bytes)) : .notADatabase
  }

  private static func check(
    _ code: Int32, _ connection: Connection
  ) throws(SQLiteError) {
    if code != SQLITE_OK {
      throw SQLiteError(connection: connection.handle, code: code, sql: nil)
    }
  }

  private init(_ bytes: [UInt8]) {
    func number(at index: Int) -> Int32 {
      bytes[index..<index + 4].reduce(0) { $0 << 8 | Int32($1) }
    }
    userVersion = number(at: 60)
    applicationID = number(at: 68)
    isWAL = bytes[18] > 1 || bytes[19] > 1
    // The first page is the root of the schema: a leaf (13) without cells is an empty schema.
    hasSchema = bytes[100] != 13 || bytes[103] != 0 || bytes[104] != 0
  }
}
