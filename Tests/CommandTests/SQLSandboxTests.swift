import Glibc
import Queries
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
    #expect(try sandbox.step(statement))
    // A reader that takes its time.
    usleep(1_300_000)
    #expect(try sandbox.step(statement))
  }

  @Test func timeIsThatOfAllSteps() throws {
    let connection = try Connection.inMemory()
    let sandbox = try SQLSandbox(connection, limits: ReadLimits(seconds: 0.1))
    let statement = try sandbox.prepare(Self.endless + "SELECT i FROM n")
    #expect(throws: SQLSandboxError.timedOut(seconds: 0.1)) {
      while try sandbox.step(statement) {}
    }
  }

  @Test func anInterruptIsNoTimeout() throws {
    let connection = try Connection.inMemory()
    let steps = Mutex(0)
    let sandbox = try SQLSandbox(
      connection, limits: ReadLimits(seconds: 60, isInterrupted: { steps.withLock { $0 > 10 } }))
    let statement = try sandbox.prepare(Self.endless + "SELECT i FROM n")
    #expect(throws: SQLSandboxError.interrupted) {
      while try sandbox.step(statement) { steps.withLock { $0 += 1 } }
    }
  }

  @Test func aRefusalIsForgottenByTheNextStatement() throws {
    let connection = try Connection.inMemory()
    let sandbox = try SQLSandbox(connection)
    #expect(throws: SQLSandboxError.self) { _ = try sandbox.prepare("CREATE TABLE notes (text)") }
    let statement = try sandbox.prepare("SELECT abs(-9223372036854775807 - 1)")
    do {
      _ = try sandbox.step(statement)
      Issue.record("it should overflow")
    } catch {
      guard case .failed(let error) = error else { throw error }
      #expect(error.message == "integer overflow")
    }
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
      #expect(try sandbox.step(statement), "\(sql)")
    }
  }
}
