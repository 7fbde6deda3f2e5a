import CSQLite

/// One numbered step of a schema; once released it is never edited.
package struct Migration: Sendable {
  package let version: Int32
  package let name: String
  /// One or more statements, without BEGIN and COMMIT.
  package let sql: [UInt8]

  package init(version: Int32, name: String, sql: [UInt8]) {
    self.version = version
    self.name = name
    self.sql = sql
  }
}

/// The state of a database's schema.
package enum SchemaState: Equatable, Sendable {
  /// It is empty, without even the mark of its application.
  case empty
  /// Steps are missing.
  case behind(version: Int32)
  case current
}

/// Brings a database to the schema of the program, in one transaction.
///
/// The version of the schema is in `PRAGMA user_version`, the mark of the application in
/// `PRAGMA application_id`. A database of another application is refused before SQLite has touched
/// it: call `migrate` or `state` right after opening, before any statement, and switch to WAL mode
/// only afterwards.
package struct Migrator {
  package let applicationID: Int32
  private let retiredApplicationID: Int32?
  private let migrations: [Migration]
  /// What drops and creates the views.
  private let views: [UInt8]

  /// Takes steps numbered 1, 2, 3 and so on, and the id that marks the application's databases.
  ///
  /// - Parameters:
  ///   - retiredApplicationID: The id of databases that the application wrote before these steps; they are refused.
  ///   - views: SQL that drops the views if they are there and creates them; it runs after the last step, in the
  ///     same transaction.
  package init(
    applicationID: Int32, retiredApplicationID: Int32? = nil, migrations: [Migration],
    views: [UInt8] = []
  ) {
    precondition(applicationID != 0, "0 is the id of databases that have none")
    for (index, migration) in migrations.enumerated() {
      precondition(migration.version == index + 1, "migrations are numbered without gaps from 1")
    }
    self.applicationID = applicationID
    self.retiredApplicationID = retiredApplicationID
    self.migrations = migrations
    self.views = views
  }

  /// The version that all steps lead to.
  package var latestVersion: Int32 { Int32(migrations.count) }

  /// The state of a database; refuses it as `migrate` would.
  package func state(
    of connection: Connection
  ) throws(MigrationError) -> SchemaState {
    if try isEmpty(connection) { return .empty }
    return try state(marked: marks(connection))
  }

  /// Applies the steps that are missing, all in one transaction, and returns how many.
  ///
  /// Everything is read again within the transaction: another process may be migrating the same file.
  @discardableResult
  package func migrate(_ connection: Connection) throws(MigrationError) -> Int {
    if try !isEmpty(connection), try state(marked: marks(connection)) == .current { return 0 }
    let transaction: Transaction
    do { transaction = try Transaction(connection) } catch { throw Self.refusal(error) }
    let steps: ArraySlice<Migration>
    switch try state(marked: marks(connection)) {
    case .current: return 0
    case .behind(let reached): steps = migrations[Int(reached)...]
    case .empty: steps = migrations[...]
    }
    for step in steps {
      do { try apply(step, to: connection) } catch {
        throw .failed(version: step.version, name: step.name, error: error)
      }
    }
    do {
      try finish(connection)
      try transaction.commit()
    } catch {
      throw .sqlite(error)
    }
    return steps.count
  }

  /// Looks only at the bytes of the file, so that a refused file stays untouched.
  private func isEmpty(_ connection: Connection) throws(MigrationError) -> Bool {
    let reading: DatabaseHeader.Reading
    do { reading = try DatabaseHeader.read(connection) } catch { throw .sqlite(error) }
    switch reading {
    case .empty:
      return try marks(connection).isEmpty
    case .notADatabase:
      throw .notADatabase
    case .header(let header):
      // In WAL mode tables may be in the WAL only. A new archive is marked before it gets one.
      let isUsed = header.hasSchema || header.isWAL
      let marks = Marks(
        applicationID: header.applicationID, version: header.userVersion, hasSchema: isUsed)
      if marks.isEmpty { return true }
      _ = try state(marked: marks)
      return false
    }
  }

  private func state(marked marks: Marks) throws(MigrationError) -> SchemaState {
    if marks.isEmpty { return .empty }
    guard marks.applicationID != 0 else { throw .unmarked(expected: applicationID) }
    guard marks.applicationID != retiredApplicationID else { throw .retired }
    guard marks.applicationID == applicationID else {
      throw .foreign(applicationID: marks.applicationID, expected: applicationID)
    }
    guard marks.version <= latestVersion else {
      throw .newer(version: marks.version, supported: latestVersion)
    }
    return marks.version == latestVersion ? .current : .behind(version: marks.version)
  }

  private func apply(
    _ migration: Migration, to connection: Connection
  ) throws(SQLiteError) {
    try connection.withWritableSchema { () throws(SQLiteError) in
      try connection.execute(migration.sql)
    }
    guard connection.isInTransaction else {
      throw SQLiteError(
        extendedCode: SQLITE_ERROR, message: "a schema step must not end its transaction")
    }
  }

  private func finish(_ connection: Connection) throws(SQLiteError) {
    try connection.execute(views)
    try connection.setPragma("application_id", to: Int64(applicationID))
    try connection.setPragma("user_version", to: Int64(latestVersion))
  }

  private func marks(_ connection: Connection) throws(MigrationError) -> Marks {
    do {
      return Marks(
        applicationID: Int32(truncatingIfNeeded: try connection.pragma("application_id")),
        version: Int32(truncatingIfNeeded: try connection.pragma("user_version")),
        hasSchema: try connection.integer("SELECT 1 FROM sqlite_schema LIMIT 1") != nil)
    } catch {
      throw Self.refusal(error)
    }
  }

  private static func refusal(_ error: SQLiteError) -> MigrationError {
    error.isNotADatabase ? .notADatabase : .sqlite(error)
  }
}

/// What identifies the application that a database belongs to.
private struct Marks {
  let applicationID: Int32
  let version: Int32
  let hasSchema: Bool

  /// Whether the database may be used; a version without tables belongs to another application, too.
  var isEmpty: Bool { applicationID == 0 && version == 0 && !hasSchema }
}
