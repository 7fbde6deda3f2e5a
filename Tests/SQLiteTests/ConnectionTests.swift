import Glibc
import SQLite
import TestSupport
import Testing

@Suite struct ConnectionTests {
  @Test func aMissingFileIsNotMadeUnlessAsked() throws {
    let folder = TemporaryFolder()
    for mode in [OpenMode.readOnly, .readWrite] {
      let error = failure { _ = try Connection(path: folder.file("none.db"), mode: mode) }
      #expect(error?.code == 14)
    }
    #expect(folder.names.isEmpty)
    let connection = try Connection(path: folder.file("none.db"), mode: .create)
    try connection.execute("CREATE TABLE t (a)")
    #expect(folder.names == ["none.db"])
  }

  @Test func aPathWithNULIsRefused() {
    #expect(failure { _ = try Connection(path: "a\0b", mode: .create) }?.code == 14)
  }

  @Test func readOnlyRefusesToWrite() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    do {
      let writer = try Connection(path: path, mode: .create)
      #expect(writer.isReadOnly == false)
      try writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (7)")
    }
    let reader = try Connection(path: path, mode: .readOnly)
    #expect(reader.isReadOnly == true)
    #expect(try reader.integer("SELECT a FROM t") == 7)
    let error = failure { try reader.execute("DELETE FROM t") }
    #expect(error?.isReadOnly == true)
    #expect(try reader.integer("SELECT a FROM t") == 7)
  }

  @Test func aFileThatIsNoDatabaseIsNoticed() throws {
    let folder = TemporaryFolder()
    folder.write(Array(repeating: UInt8(ascii: "x"), count: 4096), to: "a.db")
    let connection = try Connection(path: folder.file("a.db"), mode: .readWrite)
    #expect(failure { _ = try connection.pragma("user_version") }?.isNotADatabase == true)
  }

  @Test func executeRunsAllStatements() throws {
    let connection = try memory()
    try connection.execute(
      """
      CREATE TABLE t (a); -- one; two
      INSERT INTO t VALUES (1), (2); /* ; */ ;;
      UPDATE t SET a = a + 10 WHERE a = 2;
      """)
    #expect(connection.changes == 1)
    #expect(connection.totalChanges == 3)
    #expect(connection.lastInsertRowID == 2)
    #expect(try connection.rows("SELECT a FROM t") == [[.integer(1)], [.integer(12)]])
  }

  @Test func anErrorInALaterStatementPointsAtIt() throws {
    let connection = try memory()
    let sql = "CREATE TABLE t (a); SELECT nope FROM t"
    let error = try #require(failure { try connection.execute(sql) })
    #expect(error.code == 1)
    #expect(error.offset == 27)
    #expect(error.description.contains("no such column: nope"))
    #expect(error.description.contains("at byte 27"))
    // The connection is usable after an error.
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aSecondStatementIsRefused() throws {
    let connection = try memory()
    for (sql, offset) in [
      ("SELECT 1; SELECT 2", 10), ("SELECT 1;;/* x */ -- y\n garbage", 24),
      ("SELECT 1; -- a\n-", 15), ("SELECT 1\0", 8),
    ] {
      let error = try #require(failure { _ = try connection.prepare(sql) }, "\(sql)")
      #expect(error.isSecondStatement, "\(sql)")
      #expect(error.offset == offset, "\(sql)")
    }
    for sql in ["SELECT 1", "SELECT 1;", "; /* a */ SELECT 1 ; ; -- b", "SELECT 1 /* open"] {
      #expect(try connection.rows(sql) == [[.integer(1)]], "\(sql)")
    }
    for sql in ["", " ; -- nothing", "/* only this */"] {
      let error = failure { _ = try connection.prepare(sql) }
      #expect(error?.code == 21, "\(sql)")
      #expect(error?.isSecondStatement == false)
    }
  }

  @Test func doubleQuotesAreNames() throws {
    let connection = try memory()
    #expect(failure { _ = try connection.integer("SELECT \"nope\"") }?.code == 1)
  }

  @Test func foreignKeysAreChecked() throws {
    let schema = """
      CREATE TABLE a (id INTEGER PRIMARY KEY);
      CREATE TABLE b (a INTEGER REFERENCES a);
      """
    let strict = try memory()
    try strict.execute(schema)
    let error = failure { try strict.execute("INSERT INTO b VALUES (1)") }
    #expect(error?.isConstraint == true)
    #expect(error?.extendedCode == 787)
    let lax = try Connection.inMemory(foreignKeys: false)
    try lax.execute(schema + "INSERT INTO b VALUES (1)")
  }

  @Test func constraintsHaveExtendedCodes() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a INTEGER UNIQUE NOT NULL, b TEXT) STRICT")
    try connection.execute("INSERT INTO t VALUES (1, 'secret')")
    for (sql, code) in [
      ("INSERT INTO t VALUES (1, '')", 2067), ("INSERT INTO t VALUES (NULL, '')", 1299),
      ("INSERT INTO t VALUES ('x', '')", 3091),
    ] as [(String, Int32)] {
      #expect(failure { try connection.execute(sql) }?.extendedCode == code, "\(sql)")
    }
  }

  @Test func aDescriptionHasNoBoundValues() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a TEXT UNIQUE)")
    let insert = try connection.prepare("INSERT INTO t VALUES (?)")
    try insert.bind(text: "secret", at: 1)
    try insert.run()
    let error = try #require(failure { try insert.run() })
    #expect(!error.description.contains("secret"))
    #expect(error.description.contains("UNIQUE constraint failed: t.a (SQLITE_CONSTRAINT 2067)"))
    #expect(error.description.contains("INSERT INTO t VALUES (?)"))
  }

  @Test func aLongStatementIsCutAroundTheError() throws {
    let connection = try memory()
    let sql = "SELECT " + String(repeating: "1, ", count: 1000) + "nope FROM x"
    let text = try #require(failure { try connection.execute("CREATE TABLE x (a); " + sql) })
      .description
    #expect(text.utf8.count < 500)
    #expect(text.contains("nope FROM x"))
    #expect(text.contains("…1, "))
  }

  @Test func aLockedDatabaseIsBusy() throws {
    let folder = TemporaryFolder()
    let first = try Connection(path: folder.file("a.db"), mode: .create)
    try first.execute("CREATE TABLE t (a)")
    let second = try Connection(path: folder.file("a.db"), mode: .readWrite)
    let insert = try second.prepare("INSERT INTO t VALUES (?)")
    let select = try second.prepare("SELECT a FROM t")
    try first.execute("BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)")
    try insert.bind(5, at: 1)
    #expect(failure { try insert.run() }?.isBusy == true)
    #expect(failure { _ = try select.step() }?.isBusy == true)
    #expect(failure { _ = try Transaction(second) }?.isBusy == true)
    #expect(failure { _ = try second.pragma("user_version") }?.isBusy == true)
    try first.execute("COMMIT")
    // The same statements, with what was bound.
    try insert.run()
    #expect(try select.rows() == [[.integer(1)], [.integer(5)]])
  }

  @Test func theBusyTimeoutWaits() throws {
    let folder = TemporaryFolder()
    let first = try Connection(path: folder.file("a.db"), mode: .create)
    try first.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
    let second = try Connection(path: folder.file("a.db"), mode: .readWrite)
    second.setBusyTimeout(milliseconds: 60)
    let clock = ContinuousClock()
    let waited = clock.measure {
      #expect(failure { try second.execute("BEGIN IMMEDIATE") }?.isBusy == true)
    }
    #expect(waited >= .milliseconds(50))
  }

  @Test func limitsHold() throws {
    let connection = try memory()
    let before = connection.limit(.sqlLength, to: 20)
    #expect(before > 20)
    #expect(connection.limit(.sqlLength, to: 20) == 20)
    #expect(failure { _ = try connection.integer("SELECT 1 + 1 + 1 + 1 + 1") }?.code == 18)
    #expect(try connection.integer("SELECT 1") == 1)
  }

  @Test func pragmasAreNumbers() throws {
    let connection = try memory()
    try connection.setPragma("user_version", to: 42)
    #expect(try connection.pragma("user_version") == 42)
    let version = try connection.schemaVersion()
    try connection.execute("CREATE TABLE t (a)")
    #expect(try connection.schemaVersion() == version + 1)
  }

  @Test func integerIsNilWithoutAValue() throws {
    let connection = try memory()
    #expect(try connection.integer("SELECT 1 WHERE 0") == nil)
    #expect(try connection.integer("SELECT NULL") == nil)
    #expect(try connection.integer("SELECT 9223372036854775807") == .max)
  }

  /// Statements keep it open; its functions and handlers do not.
  @Test func aConnectionIsClosedWithTheLastOfItsHolders() throws {
    weak var closed: Connection?
    do {
      let statement = try { () throws -> Statement in
        let connection = try memory()
        closed = connection
        connection.setProgressHandler(everyOperations: 1) { true }
        connection.setAuthorizer { _ in .allow }
        try connection.createFunction(name: "total", argumentCount: 0) { _, result in
          result.returnInteger(try result.connection.integer("SELECT sum(a) FROM t") ?? 0)
        }
        try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (3)")
        return try connection.prepare("SELECT a, total() FROM t")
      }()
      #expect(closed != nil)
      #expect(try statement.rows() == [[.integer(3), .integer(3)]])
    }
    #expect(closed == nil)
  }

  @Test func theSchemaCannotBeWrittenDirectly() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a); PRAGMA writable_schema = ON")
    #expect(failure { try connection.execute("DELETE FROM sqlite_schema") }?.code == 1)
  }
}
