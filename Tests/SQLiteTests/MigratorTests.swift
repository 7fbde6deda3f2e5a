import SQLite
import TestSupport
import Testing

private let applicationID: Int32 = 0x0ec5_7095

private func step(_ version: Int32, _ sql: String) -> Migration {
  Migration(version: version, name: "step \(version)", sql: Array(sql.utf8))
}

private let steps = [
  step(1, "CREATE TABLE a (x); INSERT INTO a VALUES (1);"),
  step(2, "ALTER TABLE a ADD COLUMN y;"),
  step(3, "CREATE TABLE b (x);\n-- done\n"),
]

private func migrator(_ count: Int = 3) -> Migrator {
  Migrator(applicationID: applicationID, migrations: Array(steps.prefix(count)))
}

private func refusal(_ body: () throws -> Void) -> MigrationError? {
  do {
    try body()
    return nil
  } catch {
    return error as? MigrationError
  }
}

@Suite struct MigratorTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.file("a.db") }

  private func open(_ mode: OpenMode = .readWrite) throws -> Connection {
    try Connection(path: path, mode: mode)
  }

  @Test func aFreshFileGetsAllSteps() throws {
    let connection = try open(.create)
    #expect(try migrator().state(of: connection) == .empty)
    #expect(try migrator().migrate(connection) == 3)
    #expect(try connection.pragma("application_id") == Int64(applicationID))
    #expect(try connection.pragma("user_version") == 3)
    #expect(try connection.rows("SELECT x, y FROM a") == [[.integer(1), .null]])
    #expect(try migrator().state(of: connection) == .current)
    #expect(try migrator().migrate(connection) == 0)
    #expect(migrator().latestVersion == 3)
  }

  @Test func aDatabaseInMemoryToo() throws {
    let connection = try memory()
    #expect(try migrator().migrate(connection) == 3)
    #expect(try migrator().migrate(connection) == 0)
    #expect(try migrator().state(of: connection) == .current)
  }

  @Test func missingStepsAreApplied() throws {
    do {
      let connection = try open(.create)
      #expect(try migrator(1).migrate(connection) == 1)
      try connection.execute("PRAGMA journal_mode = WAL; UPDATE a SET x = 5")
    }
    let connection = try open()
    #expect(try migrator().state(of: connection) == .behind(version: 1))
    #expect(try migrator().migrate(connection) == 2)
    #expect(try connection.rows("SELECT x, y FROM a") == [[.integer(5), .null]])
  }

  @Test func aVersionThatIsOnlyInTheWALCounts() throws {
    let writer = try open(.create)
    try migrator(1).migrate(writer)
    try writer.execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
    try migrator(2).migrate(writer)
    let reader = try open()
    #expect(try migrator(2).state(of: reader) == .current)
    #expect(
      refusal { try migrator(1).migrate(reader) } == .newer(version: 2, supported: 1))
  }

  @Test func aFailingStepIsRolledBackWithThoseBefore() throws {
    let connection = try open(.create)
    let broken = Migrator(
      applicationID: applicationID,
      migrations: [steps[0], step(2, "CREATE TABLE c (x); INSERT INTO nowhere VALUES (1);")])
    guard
      case .failed(let version, let name, let error) = refusal({ try broken.migrate(connection) })
    else {
      Issue.record("the step did not fail")
      return
    }
    #expect(version == 2)
    #expect(name == "step 2")
    #expect(error.message == "no such table: nowhere")
    #expect(try connection.pragma("user_version") == 0)
    #expect(try connection.rows("SELECT name FROM sqlite_schema") == [])
    #expect(try migrator(1).migrate(connection) == 1)
    #expect(refusal { try broken.migrate(connection) } != nil)
    #expect(try connection.pragma("user_version") == 1)
    #expect(try connection.rows("SELECT name FROM sqlite_schema") == [[.text("a")]])
    #expect(try migrator().migrate(connection) == 2)
  }

  @Test func aFirstStepThatFailsLeavesNothing() throws {
    let connection = try open(.create)
    let broken = Migrator(
      applicationID: applicationID, migrations: [step(1, "CREATE TABLE c (x); nonsense")])
    #expect(refusal { try broken.migrate(connection) } != nil)
    #expect(try connection.pragma("application_id") == 0)
    #expect(try migrator().migrate(connection) == 3)
  }

  @Test func aStepMustNotEndItsTransaction() throws {
    let connection = try open(.create)
    let broken = Migrator(
      applicationID: applicationID, migrations: [step(1, "CREATE TABLE c (x); COMMIT")])
    guard case .failed(1, _, let error) = refusal({ try broken.migrate(connection) }) else {
      Issue.record("the step did not fail")
      return
    }
    #expect(error.message.contains("must not end its transaction"))
  }

  @Test func aNewerVersionIsRefused() throws {
    do { try migrator().migrate(try open(.create)) }
    let before = folder.read("a.db")
    let error = refusal { try migrator(2).migrate(try open()) }
    #expect(error == .newer(version: 3, supported: 2))
    #expect(error?.description.contains("3") == true)
    #expect(folder.read("a.db") == before)
  }

  @Test func aRetiredSchemaIsRefused() throws {
    do { try migrator().migrate(try open(.create)) }
    let before = folder.read("a.db")
    let present = Migrator(
      applicationID: 1, retiredApplicationID: applicationID, migrations: Array(steps.prefix(1)))
    #expect(refusal { try present.migrate(try open()) } == .retired)
    #expect(refusal { _ = try present.state(of: try open(.readOnly)) } == .retired)
    #expect(folder.read("a.db") == before)
    #expect(folder.names == ["a.db"])
  }

  /// Databases of others: how they are made, and what is said about them.
  static let foreign: [(sql: String, error: MigrationError)] = [
    (
      "PRAGMA application_id = 77; CREATE TABLE z (x)",
      .foreign(applicationID: 77, expected: applicationID)
    ),
    (
      "PRAGMA application_id = -5",
      .foreign(applicationID: -5, expected: applicationID)
    ),
    ("CREATE TABLE z (x)", .unmarked(expected: applicationID)),
    ("CREATE VIEW z AS SELECT 1", .unmarked(expected: applicationID)),
    ("PRAGMA user_version = 2", .unmarked(expected: applicationID)),
    ("PRAGMA journal_mode = WAL; CREATE TABLE z (x)", .unmarked(expected: applicationID)),
    ("PRAGMA journal_mode = WAL", .unmarked(expected: applicationID)),
    (
      "PRAGMA journal_mode = WAL; PRAGMA application_id = 77; CREATE TABLE z (x)",
      .foreign(applicationID: 77, expected: applicationID)
    ),
    (
      // So many entries that the first page is no longer a leaf.
      (0..<200).map { "CREATE TABLE z\($0) (a, b, c, d, e, f);" }.joined(),
      .unmarked(expected: applicationID)
    ),
  ]

  @Test(arguments: foreign.indices)
  func aForeignDatabaseStaysUntouched(_ index: Int) throws {
    let (sql, expected) = Self.foreign[index]
    do { try open(.create).execute(sql) }
    let before = folder.read("a.db")
    #expect(folder.names == ["a.db"])
    do {
      let connection = try open()
      #expect(refusal { try migrator().migrate(connection) } == expected)
      #expect(folder.names == ["a.db"])
      #expect(refusal { _ = try migrator().state(of: connection) } == expected)
    }
    let error = refusal { _ = try migrator().state(of: try open(.readOnly)) }
    #expect(error == expected)
    #expect(folder.read("a.db") == before)
    #expect(folder.names == ["a.db"])
  }

  @Test func aForeignWALIsNotReplayed() throws {
    // As a crash leaves it: what was written is in the WAL only.
    let other = TemporaryFolder()
    let writer = try Connection(path: other.file("b.db"), mode: .create)
    try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE z (x)")
    folder.write(other.read("b.db"), to: "a.db")
    folder.write(other.read("b.db-wal"), to: "a.db-wal")
    let before = folder.read("a.db")
    let log = folder.read("a.db-wal")
    #expect(!log.isEmpty)
    #expect(
      refusal { try migrator().migrate(try open()) } == .unmarked(expected: applicationID))
    #expect(folder.names == ["a.db", "a.db-wal"])
    #expect(folder.read("a.db") == before)
    #expect(folder.read("a.db-wal") == log)
  }

  @Test(arguments: [Array("hello".utf8), Array(repeating: 7, count: 5000)])
  func aFileThatIsNoDatabaseIsRefused(_ bytes: [UInt8]) throws {
    folder.write(bytes, to: "a.db")
    #expect(refusal { try migrator().migrate(try open()) } == .notADatabase)
    #expect(folder.read("a.db") == bytes)
  }

  @Test func aLockedDatabaseIsBusy() throws {
    let first = try open(.create)
    try migrator(1).migrate(first)
    try first.execute("BEGIN EXCLUSIVE")
    guard case .sqlite(let error) = refusal({ try migrator().migrate(try open()) }) else {
      Issue.record("the lock was not noticed")
      return
    }
    #expect(error.isBusy)
  }

  @Test func readOnlyCannotMigrate() throws {
    do { try migrator(1).migrate(try open(.create)) }
    let reader = try open(.readOnly)
    #expect(try migrator().state(of: reader) == .behind(version: 1))
    #expect(refusal { try migrator().migrate(reader) } != nil)
  }
}
