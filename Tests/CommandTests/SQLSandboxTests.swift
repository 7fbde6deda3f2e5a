import Glibc
import Queries
import Rows
import SQLite
import Synchronization
import Testing

/// The limits of the sandbox, seen from within.
@Suite struct SQLSandboxTests {
  private static let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "

  @Test func timeIsThatOfTheWork() throws {
    let connection = try Connection.inMemory()
    let sandbox = try SQLSandbox(connection, limits: ReadLimits(seconds: 1))
    let statement = try sandbox.prepare(Self.endless + "SELECT i FROM n")
    // A reader that takes its time.
    let reader = Reader { if $0 == 1 { usleep(1_300_000) } }
    #expect(try sandbox.run(statement, rowsMax: 2, to: reader).rows == 2)
  }

  @Test func timeIsThatOfAllSteps() throws {
    let connection = try Connection.inMemory()
    let sandbox = try SQLSandbox(connection, limits: ReadLimits(seconds: 0.1))
    let statement = try sandbox.prepare(Self.endless + "SELECT i FROM n")
    #expect(throws: SQLSandboxError.timedOut(seconds: 0.1)) {
      try sandbox.run(statement, to: Reader { _ in })
    }
  }

  @Test func anInterruptIsNoTimeout() throws {
    let connection = try Connection.inMemory()
    let steps = Mutex(0)
    let sandbox = try SQLSandbox(
      connection, limits: ReadLimits(seconds: 60, isInterrupted: { steps.withLock { $0 > 10 } }))
    let statement = try sandbox.prepare(Self.endless + "SELECT i FROM n")
    #expect(throws: SQLSandboxError.interrupted) {
      try sandbox.run(statement, to: Reader { count in steps.withLock { $0 = count } })
    }
  }

  @Test func aRefusalIsForgottenByTheNextStatement() throws {
    let connection = try Connection.inMemory()
    let sandbox = try SQLSandbox(connection)
    #expect(throws: SQLSandboxError.self) { _ = try sandbox.prepare("CREATE TABLE notes (text)") }
    let statement = try sandbox.prepare("SELECT abs(-9223372036854775807 - 1)")
    let error = #expect(throws: SQLSandboxError.self) {
      try sandbox.run(statement, to: RowCollector())
    }
    guard case .failed(let cause)? = error else { return }
    #expect(cause.message == "integer overflow")
  }

  /// What SQLite may ask for one day is refused until somebody has looked at it.
  @Test func allowsOnlyWhatIsKnownToRead() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE notes (text); INSERT INTO notes VALUES ('one')")
    let sandbox = try SQLSandbox(connection)
    for sql in [
      "SELECT text FROM notes", "VALUES (1), (2)", "SELECT count(*) OVER () FROM notes",
      "WITH a AS (SELECT 1) SELECT * FROM a", "SELECT 1 UNION SELECT 2 ORDER BY 1",
      "SELECT * FROM notes WHERE text IN (SELECT text FROM notes) AND text LIKE 'o%'",
      "EXPLAIN SELECT * FROM notes", "SELECT json_group_array(text) FROM notes",
    ] {
      let statement = try sandbox.prepare(sql)
      #expect(try sandbox.run(statement, to: RowCollector()).rows > 0, "\(sql)")
    }
  }

  @Test func aHiddenTableIsNotThere() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE notes (text); CREATE VIEW seen AS SELECT text FROM notes")
    let sandbox = try SQLSandbox(connection)
    for (sql, name) in [
      ("SELECT count(*) FROM Notes", "Notes"), ("SELECT text FROM main.notes", "notes"),
      ("SELECT text FROM seen", "seen"), ("SELECT 1 IN (SELECT text FROM seen)", "seen"),
      ("WITH n AS (SELECT text FROM notes) SELECT text FROM n", "notes"),
    ] {
      #expect(throws: SQLSandboxError.refused("no such table: \(name)"), "\(sql)") {
        _ = try sandbox.prepare(sql, hiding: ["notes", "seen"])
      }
    }
    _ = try sandbox.prepare(
      "WITH n AS (SELECT 1) SELECT count(*) FROM n, json_each('[1]')", hiding: ["notes"])
    _ = try sandbox.prepare("SELECT text FROM seen")
  }
}

/// Counts rows, and does something at each.
private final class Reader: RowWriter {
  private var count = 0
  private let body: (Int) -> Void

  init(_ body: @escaping (Int) -> Void) {
    self.body = body
  }

  func begin(columns: [ResultColumn]) {}

  func write(row: Row) {
    count += 1
    body(count)
  }

  func end() {}
}
