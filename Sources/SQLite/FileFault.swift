import CSQLite
import CUnchangedVFS
import Glibc

/// A failure of the system to read or write a file, which SQLite reports in general terms, or as a damaged database.
///
/// SQLite says "database disk image is malformed" if a read fails with EIO, and "disk I/O error" otherwise.
struct FileFault {
  let extendedCode: Int32
  /// What failed, with the path.
  let sentence: String

  /// Nil if the code means something else.
  init?(connection: OpaquePointer?, code: Int32) {
    let path = Self.path(of: connection)
    let number = Self.systemError(of: connection)
    switch code & 0xff {
    case SQLITE_IOERR where code == UNCHANGED_VFS_CHANGED:
      self.init(code, "\(path) was changed while it was read")
    case SQLITE_IOERR:
      let isWriting = Self.writing.contains(code >> 8)
      // A read-only connection still writes to temporary files for sorting.
      let isTemporary = isWriting && connection.map { sqlite3_db_readonly($0, "main") } == 1
      self.init(
        code,
        "I/O error \(isWriting ? "writing" : "reading") \(isTemporary ? "a temporary file" : path)"
          + Self.reason(number))
    case SQLITE_FULL where connection.map({ sqlite3_db_readonly($0, "main") }) == 1:
      self.init(code, "the disk for temporary files is full")
    case SQLITE_FULL:
      self.init(code, "the disk is full, so \(path) cannot grow")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      guard Self.failuresOfReading.contains(number) else { return nil }
      self.init(SQLITE_IOERR | 1 << 8, "I/O error reading \(path)\(Self.reason(number))")
    default: return nil
    }
  }

  private init(_ extendedCode: Int32, _ sentence: String) {
    self.extendedCode = extendedCode
    self.sentence = sentence
  }

  /// The details of SQLITE_IOERR that concern writing: write, fsync, truncate, delete and so on.
  private static let writing: Set<Int32> = [3, 4, 5, 6, 10, 17, 19, 23]

  /// Errors of a read that SQLite's VFS reports as damage.
  private static let failuresOfReading: Set<Int32> = [EIO, ENXIO, ERANGE]

  private static func reason(_ number: Int32) -> String {
    // A file that was looked for and is not there is no reason.
    number == 0 || number == ENOENT ? "" : ": " + String(cString: strerror(number))
  }

  private static func path(of connection: OpaquePointer?) -> String {
    guard let connection, let name = sqlite3_db_filename(connection, "main"), name.pointee != 0
    else { return "the database" }
    return String(cString: name)
  }

  /// The last system error on the database's file or its WAL; 0 if there was none.
  private static func systemError(of connection: OpaquePointer?) -> Int32 {
    guard let connection else { return 0 }
    for pointer in [SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER] {
      var file: UnsafeMutablePointer<sqlite3_file>?
      var number: Int32 = 0
      guard sqlite3_file_control(connection, "main", pointer, &file) == SQLITE_OK, let file,
        let methods = file.pointee.pMethods,
        methods.pointee.xFileControl?(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK
      else { continue }
      if number != 0 { return number }
    }
    return sqlite3_system_errno(connection)
  }
}
