import CSQLite

/// A connection to one database.
///
/// A class, because a connection has many holders and no owner: the archive, everything that prepares statements
/// repeatedly, and each statement and transaction. The file is closed with the last of them, so none can be left with a
/// closed connection. The connection holds functions, handlers and the authorizer; if they held it in turn, it would
/// never be closed, so a function's body gets it from its `FunctionContext`.
///
/// SQLite's own lock is off (`NOMUTEX`): a connection and its statements belong to one thread at a time. Only
/// `InterruptHandle` may be used from elsewhere.
package final class Connection {
  /// The oldest library with everything that this target and its users' SQL need.
  package static let libraryVersionMinimum: Int32 = 3_040_000

  /// SQLite's connection, for what this type does not cover.
  package let handle: OpaquePointer
  private let interrupts: InterruptHandle
  private var progressHandler: (() -> Bool)?
  private var busyHandler: ((Int) -> Bool)?
  private var authorizer: ((AuthorizedAction) -> Authorization)?

  /// Opens a file.
  ///
  /// Every path is the name of a file: `:memory:`, `file:x?mode=memory` and the like are not special. Nothing is read
  /// from the file yet, so a file that is not a database is noticed later.
  /// - Throws: `SQLiteError` if the path is empty, the file cannot be opened, or the library is too old.
  package convenience init(
    path: String, mode: OpenMode, foreignKeys: Bool = true
  ) throws(SQLiteError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw SQLiteError(
        extendedCode: SQLITE_CANTOPEN,
        message: path.isEmpty ? "the path is empty" : "the path has a NUL byte")
    }
    try self.init(
      uri: DatabaseURI(path: path, mode: mode).text, flags: mode.flags | SQLITE_OPEN_URI,
      foreignKeys: foreignKeys)
  }

  /// Opens a new database in memory, which is deleted with the connection.
  package static func inMemory(foreignKeys: Bool = true) throws(SQLiteError) -> Connection {
    try Connection(uri: ":memory:", flags: OpenMode.create.flags, foreignKeys: foreignKeys)
  }

  private init(uri: String, flags: Int32, foreignKeys: Bool) throws(SQLiteError) {
    try Self.checkLibrary()
    var opened: OpaquePointer?
    let flags = flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(uri, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError(connection: opened, code: code, sql: nil)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    interrupts = InterruptHandle(connection: opened)
    sqlite3_extended_result_codes(opened, 1)
    // A misspelled column in double quotes is an error, not a string.
    configure(SQLITE_DBCONFIG_DQS_DDL, false)
    configure(SQLITE_DBCONFIG_DQS_DML, false)
    // A file from elsewhere must not run functions through its schema, and SQL must not write to the schema.
    configure(SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)
    configure(SQLITE_DBCONFIG_DEFENSIVE, true)
    configure(SQLITE_DBCONFIG_ENABLE_FKEY, foreignKeys)
  }

  deinit {
    interrupts.close()
    sqlite3_close_v2(handle)
  }

  private static func checkLibrary() throws(SQLiteError) {
    guard sqlite3_libversion_number() < libraryVersionMinimum else { return }
    let found = String(cString: sqlite3_libversion())
    throw SQLiteError(
      extendedCode: SQLITE_ERROR,
      message: "SQLite \(found) is too old: 3.40.0 or newer is needed")
  }

  private func configure(_ option: Int32, _ isOn: Bool) {
    _ = csqlite_db_config_int(handle, option, isOn ? 1 : 0)
  }

  /// Runs statements that may write to the text of the schema, which others must not.
  func withWritableSchema(_ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
    configure(SQLITE_DBCONFIG_DEFENSIVE, false)
    defer { configure(SQLITE_DBCONFIG_DEFENSIVE, true) }
    try body()
  }

  /// Whether the file is in WAL mode, as its first bytes say; nothing is locked, created or replayed.
  package func isInWALMode() throws(SQLiteError) -> Bool {
    guard case .header(let header) = try DatabaseHeader.read(self) else { return false }
    return header.isWAL
  }

  /// Keeps the files of the WAL when the last connection closes, so that others find them.
  package func keepWALFiles() {
    var isKept: Int32 = 1
    _ = sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &isKept)
  }

  /// A handle that other threads may use to stop what this connection runs.
  package func interruptHandle() -> InterruptHandle { interrupts }

  /// Waits up to this long for another connection's lock before a statement fails as busy.
  package func setBusyTimeout(milliseconds: Int32) {
    sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Calls `body` each time that another connection's lock is in the way, with the number of calls for this lock so far;
  /// it waits a while and returns whether to try again.
  package func setBusyHandler(_ body: @escaping (Int) -> Bool) {
    busyHandler = body
    sqlite3_busy_handler(
      handle,
      { context, attempt in
        guard let context else { return 0 }
        let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        return connection.busyHandler?(Int(attempt)) == true ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Runs a body whose statements fail at once as busy where they would wait for another connection.
  package func withoutWaiting(_ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
    let former = busyHandler
    setBusyHandler { _ in false }
    defer { if let former { setBusyHandler(former) } }
    try body()
  }

  /// Sets one of SQLite's limits for this connection and returns the previous value.
  @discardableResult
  package func limit(_ limit: Limit, to value: Int32) -> Int32 {
    sqlite3_limit(handle, limit.rawValue, value)
  }

  /// Calls `body` every so many steps of SQLite's virtual machine; it returns whether to go on.
  ///
  /// A statement that may not go on ends with `SQLITE_INTERRUPT`. `nil` removes the handler.
  /// The body must not use the connection.
  package func setProgressHandler(everyOperations count: Int32, _ body: (() -> Bool)?) {
    progressHandler = body
    guard body != nil else {
      sqlite3_progress_handler(handle, 0, nil, nil)
      return
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      handle, count,
      { context in
        guard let context else { return 0 }
        let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        return connection.progressHandler?() == false ? 1 : 0
      }, context)
  }

  /// Asks `body` about each action of each statement while it is prepared; `nil` allows all.
  ///
  /// An action that this version does not know is denied without a call. The body must not use the
  /// connection.
  package func setAuthorizer(_ body: ((AuthorizedAction) -> Authorization)?) {
    authorizer = body
    guard body != nil else {
      sqlite3_set_authorizer(handle, nil, nil)
      return
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      handle,
      { context, code, first, second, database, source in
        guard let context, let kind = AuthorizedAction.Kind(rawValue: code) else {
          return SQLITE_DENY
        }
        let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        let action = AuthorizedAction(
          kind: kind, first: first.map { String(cString: $0) },
          second: second.map { String(cString: $0) },
          database: database.map { String(cString: $0) },
          source: source.map { String(cString: $0) })
        return connection.authorizer?(action).code ?? SQLITE_DENY
      }, context)
  }
}
