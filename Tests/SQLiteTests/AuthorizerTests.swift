import SQLite
import Testing

@Suite struct AuthorizerTests {
  @Test func aDeniedActionRefusesTheStatement() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
    connection.setAuthorizer { action in
      switch action.kind {
      case .select, .read, .function: .allow
      default: .deny
      }
    }
    #expect(try connection.rows("SELECT a, abs(b) FROM t") == [[.integer(1), .integer(2)]])
    for sql in ["DELETE FROM t", "PRAGMA user_version = 1", "ATTACH ':memory:' AS x", "BEGIN"] {
      #expect(failure { try connection.execute(sql) }?.isAuthorization == true, "\(sql)")
    }
    connection.setAuthorizer(nil)
    try connection.execute("DELETE FROM t")
    #expect(connection.changes == 1)
  }

  @Test func anIgnoredColumnIsNull() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
    connection.setAuthorizer { action in
      action.kind == .read && action.second == "b" ? .ignore : .allow
    }
    #expect(try connection.rows("SELECT a, b FROM t") == [[.integer(1), .null]])
  }

  @Test func actionsNameWhatTheyTouch() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t")
    let seen = Seen()
    connection.setAuthorizer { action in
      seen.actions.append(action)
      return .allow
    }
    _ = try connection.prepare("SELECT upper(a) FROM v")
    #expect(
      seen.actions.contains(
        AuthorizedAction(kind: .read, first: "t", second: "a", database: "main", source: "v")))
    #expect(seen.actions.contains(AuthorizedAction(kind: .function, second: "upper")))
  }

  @Test func theKindsAreSQLites() {
    #expect(AuthorizedAction.Kind.allCases.map(\.rawValue) == Array(1...33))
  }
}

private final class Seen {
  var actions: [AuthorizedAction] = []
}
